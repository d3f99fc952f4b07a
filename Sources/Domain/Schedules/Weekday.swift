/// A day of the week, counted as cron counts: Sunday is 0.
public enum Weekday: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case sunday, monday, tuesday, wednesday, thursday, friday, saturday

    /// The name in English, for example «Monday».
    public var title: String {
        switch self {
        case .sunday: "Sunday"
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        }
    }

    /// The three letters that cron and windows use, for example `MON`.
    public var shortName: String { String(title.prefix(3)).uppercased() }

    /// The day before.
    var previous: Weekday { Self.allCases[(rawValue + 6) % 7] }

    /// In the order of the week that begins on Monday.
    public static let fromMonday: [Weekday] = [
        .monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday,
    ]

    /// In the order of cron.
    public static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }
}
