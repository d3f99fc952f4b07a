/// The numbers that one field of a cron expression allows.
struct CronSet: Sendable, Hashable {
    /// The plain numbers, in order; Sunday is 0.
    let values: [Int]
    private let bits: UInt64
    /// Whether the last day of the month is allowed (`L`).
    let hasLastDay: Bool
    /// Weekdays whose last one of a month is allowed (`5L`).
    let lastWeekdays: [Int]
    /// Weekdays with their number within the month (`MON#2`).
    let numberedWeekdays: [NumberedWeekday]
    /// Whether the field begins with `*` or `?`; such a field restricts nothing in Vixie's rule about days.
    let isStarred: Bool

    struct NumberedWeekday: Sendable, Hashable {
        let weekday: Int
        /// 1 to 5.
        let number: Int
    }

    init(
        _ numbers: Set<Int>, hasLastDay: Bool = false, lastWeekdays: Set<Int> = [],
        numberedWeekdays: Set<NumberedWeekday> = [], isStarred: Bool = false
    ) {
        values = numbers.sorted()
        bits = numbers.reduce(0) { $0 | 1 << UInt64($1) }
        self.hasLastDay = hasLastDay
        self.lastWeekdays = lastWeekdays.sorted()
        self.numberedWeekdays = numberedWeekdays.sorted { ($0.weekday, $0.number) < ($1.weekday, $1.number) }
        self.isStarred = isStarred
    }

    func contains(_ value: Int) -> Bool { bits & (1 << UInt64(value)) != 0 }

    /// The smallest number from here on; `nil` when there is none.
    func first(from value: Int) -> Int? {
        let rest = value > 63 ? 0 : bits >> UInt64(value)
        return rest == 0 ? nil : value + rest.trailingZeroBitCount
    }
}
