extension PostgresInterval: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// interval
    public static var postgresType: PostgresType { .interval }
    /// interval[]
    public static var postgresArrayType: PostgresType { .intervalArray }

    /// As interval.
    public var postgresValue: PostgresValue {
        .binary(microseconds.networkBytes + days.networkBytes + months.networkBytes, as: .interval)
    }

    /// Reads an interval as the style «postgres» prints it.
    public init?(postgresText: String) { self.init(postgresField: PostgresField(text: postgresText)) }

    /// Reads an interval.
    public init?(postgresField: PostgresField) {
        let value = postgresField.read(text: Self.interval(text:)) { bytes, type in
            type == .interval ? PostgresInterval(binary: bytes) : nil
        }
        guard let value else { return nil }
        self = value
    }

    private static func interval(text: UnsafeBufferPointer<UInt8>) -> PostgresInterval? {
        var scanner = DigitScanner(text)
        var value = PostgresInterval()
        guard !scanner.isAtEnd else { return nil }
        while !scanner.isAtEnd {
            let isNegative = scanner.skip("-")
            if !isNegative { _ = scanner.skip("+") }
            guard let number = scanner.number(digits: 1...18) else { return nil }
            let count = isNegative ? -number : number
            if scanner.skip(":") {
                guard let time = time(hours: number, &scanner), scanner.isAtEnd else { return nil }
                value.microseconds = isNegative ? -time : time
            } else {
                guard scanner.skip(" "), value.add(count, unit: scanner.word()) else { return nil }
                guard scanner.skip(" ") || scanner.isAtEnd else { return nil }
            }
        }
        return value
    }

    private mutating func add(_ count: Int64, unit: String) -> Bool {
        guard abs(count) < 1 << 31 else { return false }
        switch unit {
        case "year", "years": months = Int32(truncatingIfNeeded: Int64(months) + count * 12)
        case "mon", "mons": months = Int32(truncatingIfNeeded: Int64(months) + count)
        case "day", "days": days = Int32(truncatingIfNeeded: count)
        default: return false
        }
        return true
    }

    /// What follows the hours and their colon.
    private static func time(hours: Int64, _ scanner: inout DigitScanner) -> Int64? {
        guard hours < 2_562_047_789, let minutes = scanner.number(digits: 2...2), scanner.skip(":"),
            let seconds = scanner.number(digits: 2...2)
        else { return nil }
        var fraction: Int64 = 0
        if scanner.skip(".") {
            guard let places = scanner.fraction(places: 6) else { return nil }
            fraction = places
        }
        let (whole, overflows) = (hours * 3600 + minutes * 60 + seconds).multipliedReportingOverflow(by: 1_000_000)
        let (sum, overflowsToo) = whole.addingReportingOverflow(fraction)
        return overflows || overflowsToo ? nil : sum
    }
}
