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
    static func date(text: String) -> Date? {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(digits: 4...6), scanner.skip("-"),
            let month = scanner.number(digits: 2...2), (1...12).contains(month), scanner.skip("-"),
            let day = scanner.number(digits: 2...2), (1...31).contains(day)
        else { return nil }
        var microseconds: Int64 = 0
        if scanner.skip(" ") || scanner.skip("T") {
            guard let time = time(&scanner) else { return nil }
            microseconds = time
        }
        let isBC = scanner.skip(" BC")
        guard scanner.isAtEnd else { return nil }
        let days = days(year: isBC ? 1 - year : year, month: month, day: day)
        return date(microseconds: days * 86_400_000_000 + microseconds)
    }

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

    /// Days from 2000-01-01 in the proleptic Gregorian calendar, counted in years that begin in March.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 730_425
    }
}
