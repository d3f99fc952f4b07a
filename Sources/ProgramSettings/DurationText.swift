/// Times as people write them: `500ms`, `30s`, `5m`, `2h`, `7d`; a bare number is seconds.
enum DurationText {
    private static let units: KeyValuePairs = ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]

    static func parse(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count)
        guard let number = Int(digits) else { return nil }
        guard let factor = unit.isEmpty ? 1000 : units.first(where: { $0.key == unit })?.value else { return nil }
        let (milliseconds, isTooLarge) = number.multipliedReportingOverflow(by: factor)
        return isTooLarge ? nil : .milliseconds(milliseconds)
    }

    /// The shortest text that reads back as the same time; exact to the millisecond.
    static func show(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
        let fitting = units.last { milliseconds != 0 && milliseconds.isMultiple(of: $0.value) }
        return "\(milliseconds / (fitting?.value ?? 1000))\(fitting?.key ?? "s")"
    }

    /// From the one to the other, both from the list of settings; a bound that is no time would allow only zero.
    static func range(_ lowest: String, _ highest: String) -> ClosedRange<Duration> {
        guard let from = parse(lowest), let to = parse(highest), from <= to else { return .zero ... .zero }
        return from...to
    }
}
