/// What a clock on the wall shows, to the minute and without a zone, written `2026-07-01T02:30`.
public struct WallTime: CheckedText, Comparable {
    /// Minutes since 1970-01-01T00:00 on the same clock.
    public let minutes: Int

    public static let rule = "must be a date and a time such as 2026-07-01T02:30"

    /// The time that is so many minutes after 1970-01-01T00:00.
    public init(minutes: Int) {
        self.minutes = minutes
    }

    /// A time of a day, in minutes after its midnight.
    public init(_ date: CalendarDate, minute: Int) {
        minutes = date.days * 1440 + minute
    }

    /// Reads `2026-07-01T02:30`, with a space in place of the `T`, and with seconds when they are zero.
    public init?(_ text: String) {
        let halves = text.split(omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
        guard halves.count == 2, let date = CalendarDate(String(halves[0])),
            let minute = Self.minute(
                halves[1].hasSuffix(":00") && halves[1].utf8.count == 8
                    ? halves[1].dropLast(3) : halves[1])
        else { return nil }
        self.init(date, minute: minute)
    }

    /// The day.
    public var date: CalendarDate { CalendarDate(days: minutes.floorDivided(by: 1440)) }
    /// Minutes after midnight.
    public var minuteOfDay: Int { minutes.modulo(1440) }
    /// The hour, 0 to 23.
    public var hour: Int { minuteOfDay / 60 }
    /// The minute, 0 to 59.
    public var minute: Int { minuteOfDay % 60 }

    public var text: String { "\(date)T\(Self.clock(minuteOfDay))" }

    /// Earlier before later.
    public static func < (left: WallTime, right: WallTime) -> Bool { left.minutes < right.minutes }

    /// A minute of the day as `02:30`; 1440 is `24:00`.
    public static func clock(_ minute: Int) -> String { "\((minute / 60).padded(2)):\((minute % 60).padded(2))" }

    /// Reads `02:30` as minutes after midnight; `nil` for what no clock shows.
    static func minute(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.isDigits(count: 2) }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }
}
