import Foundation

/// Timestamps as PostgreSQL counts (microseconds from 2000-01-01 UTC) and prints them (ISO, time zone UTC).
enum PostgresTimestamp {
    /// Microseconds from 2000-01-01 to Foundation's reference date 2001-01-01; 2000 was a leap year.
    private static let referenceOffset: Int64 = 366 * 86_400 * 1_000_000

    static func microseconds(of date: Date) -> Int64? {
        let sinceReference = (date.timeIntervalSinceReferenceDate * 1e6).rounded()
        guard sinceReference.isFinite, abs(sinceReference) < 9e18 else { return nil }
        return Int64(sinceReference) + referenceOffset
    }

    static func date(microseconds: Int64) -> Date {
        Date(timeIntervalSinceReferenceDate: Double(microseconds - referenceOffset) / 1e6)
    }

    /// Reads «2026-01-31 23:59:59.123456+00», also without time or zone (UTC is meant) and with « BC».
    static func microseconds(text: UnsafeBufferPointer<UInt8>) -> Int64? {
        var scanner = DigitScanner(text)
        guard let (year, month, day) = calendarDay(&scanner) else { return nil }
        var microseconds: Int64 = 0
        if scanner.skip(" ") || scanner.skip("T") {
            guard let time = time(&scanner) else { return nil }
            microseconds = time
        }
        let isBC = scanner.skip(" BC")
        guard scanner.isAtEnd else { return nil }
        return CalendarDays.count(year: isBC ? 1 - year : year, month: month, day: day) * dayLength + microseconds
    }

    /// Reads «2026-01-31», with « BC» behind it or not, as days from 2000-01-01.
    static func days(text: UnsafeBufferPointer<UInt8>) -> Int64? {
        var scanner = DigitScanner(text)
        guard let (year, month, day) = calendarDay(&scanner) else { return nil }
        let isBC = scanner.skip(" BC")
        guard scanner.isAtEnd else { return nil }
        return CalendarDays.count(year: isBC ? 1 - year : year, month: month, day: day)
    }

    /// What the server prints in our settings: «2026-01-31 23:59:59.123456».
    static func text(microseconds: Int64, zone: String) -> String {
        if microseconds == .max || microseconds == .min { return infinity(isNegative: microseconds < 0) }
        let days = floorDivided(microseconds, by: dayLength)
        let (day, isBC) = dayText(days)
        return "\(day) \(timeText(microseconds - days * dayLength))\(zone)\(isBC ? " BC" : "")"
    }

    static func text(days: Int32) -> String {
        if days == .max || days == .min { return infinity(isNegative: days < 0) }
        let (day, isBC) = dayText(Int64(days))
        return isBC ? day + " BC" : day
    }

    /// «23:59:59.123456» without needless zeros at the end; hours may have more than two digits.
    static func timeText(_ microseconds: Int64) -> String {
        let (seconds, fraction) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        let time = "\(padded(seconds / 3600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
        if fraction == 0 { return time }
        var digits = padded(fraction, to: 6)[...]
        while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
        return "\(time).\(digits)"
    }

    private static let dayLength: Int64 = 86_400_000_000

    private static func infinity(isNegative: Bool) -> String { isNegative ? "-infinity" : "infinity" }

    private static func dayText(_ days: Int64) -> (text: String, isBC: Bool) {
        let (year, month, day) = CalendarDays.day(days)
        let isBC = year <= 0
        return ("\(padded(isBC ? 1 - year : year, to: 4))-\(padded(month))-\(padded(day))", isBC)
    }

    private static func padded(_ number: Int64, to width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    static func floorDivided(_ value: Int64, by divisor: Int64) -> Int64 {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    private static func calendarDay(_ scanner: inout DigitScanner) -> (Int64, Int64, Int64)? {
        guard let year = scanner.number(digits: 4...7), scanner.skip("-"),
            let month = scanner.number(digits: 2...2), (1...12).contains(month), scanner.skip("-"),
            let day = scanner.number(digits: 2...2), (1...31).contains(day)
        else { return nil }
        return (year, month, day)
    }

    /// The time of the day in UTC; in another zone it may reach into the days around.
    private static func time(_ scanner: inout DigitScanner) -> Int64? {
        guard let hour = scanner.number(digits: 2...2), scanner.skip(":"),
            let minute = scanner.number(digits: 2...2), scanner.skip(":"),
            let second = scanner.number(digits: 2...2)
        else { return nil }
        var microseconds = (hour * 3600 + minute * 60 + second) * 1_000_000
        if scanner.skip(".") {
            guard let fraction = scanner.fraction(places: 6) else { return nil }
            microseconds += fraction
        }
        let isEast = scanner.skip("+")
        guard isEast || scanner.skip("-") else { return microseconds }
        guard let hours = scanner.number(digits: 2...2) else { return nil }
        var zone = hours * 3600
        if scanner.skip(":") {
            guard let minutes = scanner.number(digits: 2...2) else { return nil }
            zone += minutes * 60
        }
        return microseconds - (isEast ? zone : -zone) * 1_000_000
    }
}
