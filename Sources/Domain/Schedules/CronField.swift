/// One of the five fields of a cron expression.
public enum CronField: String, Sendable, Hashable, CaseIterable {
    case minute, hour
    case dayOfMonth = "day of month"
    case month
    case dayOfWeek = "day of week"

    /// The numbers it may hold; Sunday is 0 and 7.
    var bounds: ClosedRange<Int> {
        switch self {
        case .minute: 0...59
        case .hour: 0...23
        case .dayOfMonth: 1...31
        case .month: 1...12
        case .dayOfWeek: 0...7
        }
    }

    /// The names of its numbers, the first one for `firstNamed`.
    var names: [String] {
        switch self {
        case .minute, .hour, .dayOfMonth: []
        case .month: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
        case .dayOfWeek: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
        }
    }

    /// The number of the first name.
    var firstNamed: Int { self == .month ? 1 : 0 }

    /// What may stand in it, for the end of a sentence.
    var allowed: String {
        switch self {
        case .minute: "0 to 59, as in 30, 0,30, 10-20 or */5"
        case .hour: "0 to 23, as in 2, 8,12, 8-17 or */2"
        case .dayOfMonth: "1 to 31, L for the last day, or ? for any, as in 1, 1,15, 1-7 or L"
        case .month: "1 to 12 or JAN to DEC, as in 6, JAN,JUL or MAR-OCT"
        case .dayOfWeek:
            "0 to 7 (0 and 7 are Sunday) or SUN to SAT, ? for any, as in MON-FRI, MON#2 (second Monday) or 5L "
                + "(last Friday)"
        }
    }
}

/// Why a text is no cron expression.
public struct CronError: Error, Sendable, Hashable, CustomStringConvertible {
    public let code: Code
    /// The field that is wrong; none when the expression as a whole is.
    public let field: CronField?
    /// The part that is wrong, as written.
    public let text: String
    /// What is wrong, where, and what is allowed.
    public let description: String

    /// The kinds of mistakes.
    public enum Code: Sendable, Hashable, CaseIterable {
        case fieldCount, unknownMacro, unreadable, outOfRange, backwards, badStep, badDay
    }

    init(_ code: Code, field: CronField?, text: String, _ description: String) {
        self.code = code
        self.field = field
        self.text = text
        self.description = description
    }
}
