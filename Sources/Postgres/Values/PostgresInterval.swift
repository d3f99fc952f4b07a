/// A span of time as interval columns hold it: months and days are kept apart since they differ in length.
public struct PostgresInterval: Hashable, Sendable {
    /// Whole months; twelve are a year.
    public var months: Int32
    /// Whole days, which a change of the clocks makes longer or shorter.
    public var days: Int32
    /// What is left, in microseconds; may be more than a day.
    public var microseconds: Int64

    /// Makes a span of its three parts, each of which may be negative.
    public init(months: Int32 = 0, days: Int32 = 0, microseconds: Int64 = 0) {
        self.months = months
        self.days = days
        self.microseconds = microseconds
    }

    /// A span of fixed length, cut to the microsecond; nil beyond 290,000 years.
    public init?(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let (whole, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, overflowsToo) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        if overflows || overflowsToo { return nil }
        self.init(microseconds: sum)
    }

    /// The fixed length; nil when there are months, whose length is not fixed. A day counts as 24 hours.
    public var duration: Duration? {
        months == 0 ? .seconds(86_400) * Int(days) + .microseconds(microseconds) : nil
    }

    init?(binary bytes: UnsafeBufferPointer<UInt8>) {
        var reader = BigEndianReader(bytes)
        guard bytes.count == 16, let microseconds = reader.next(Int64.self), let days = reader.next(Int32.self),
            let months = reader.next(Int32.self)
        else { return nil }
        self.init(months: months, days: days, microseconds: microseconds)
    }
}

extension PostgresInterval: CustomStringConvertible {
    /// As interval is printed in the style «postgres»: «1 year 2 mons -3 days +04:05:06.789».
    public var description: String {
        var parts: [String] = []
        var isAfterNegative = false
        for (count, unit) in [(months / 12, "year"), (months % 12, "mon"), (days, "day")] where count != 0 {
            let sign = isAfterNegative && count > 0 ? "+" : ""
            parts.append("\(sign)\(count) \(unit)\(count == 1 ? "" : "s")")
            isAfterNegative = count < 0
        }
        if microseconds != 0 || parts.isEmpty {
            let sign = microseconds < 0 ? "-" : isAfterNegative ? "+" : ""
            // The least number has no positive twin; its last microsecond is beyond what the server prints as well.
            parts.append(sign + PostgresTimestamp.timeText(microseconds == .min ? .max : abs(microseconds)))
        }
        return parts.joined(separator: " ")
    }
}
