/// A day of the calendar without time and zone, as date columns hold it.
public struct PostgresDate: Hashable, Sendable {
    /// Days from 2000-01-01.
    public let days: Int32

    /// Takes days from 2000-01-01; nil beyond what PostgreSQL can hold, 4713 BC to 5874897 AD.
    public init?(days: Int32) {
        guard (-2_451_545...2_145_031_948).contains(days) else { return nil }
        self.days = days
    }

    /// Takes a day of the Gregorian calendar, year 0 being 1 BC; nil when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (-4713...5_874_897).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let count = CalendarDays.count(year: Int64(year), month: Int64(month), day: Int64(day))
        guard let days = Int32(exactly: count), CalendarDays.day(count).day == Int64(day) else { return nil }
        self.init(days: days)
    }

    /// The year, 0 being 1 BC.
    public var year: Int { Int(CalendarDays.day(Int64(days)).year) }
    /// The month from 1 to 12.
    public var month: Int { Int(CalendarDays.day(Int64(days)).month) }
    /// The day of the month from 1 to 31.
    public var day: Int { Int(CalendarDays.day(Int64(days)).day) }
}

extension PostgresDate: Comparable, CustomStringConvertible {
    /// As date is printed: «2026-01-31», with « BC» for years before 1.
    public var description: String { PostgresTimestamp.text(days: days) }

    /// Earlier days come first.
    public static func < (first: PostgresDate, second: PostgresDate) -> Bool { first.days < second.days }
}

extension PostgresDate: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// date
    public static var postgresType: PostgresType { .date }
    /// date[]
    public static var postgresArrayType: PostgresType { .dateArray }
    /// As date.
    public var postgresValue: PostgresValue { .binary(days.networkBytes, as: .date) }
    /// Reads a date; infinity is not one.
    public init?(postgresText: String) { self.init(postgresField: PostgresField(text: postgresText)) }

    /// Reads a date; infinity is not one.
    public init?(postgresField: PostgresField) {
        let days = postgresField.read { text in
            PostgresTimestamp.days(text: text).flatMap(Int32.init(exactly:))
        } binary: { bytes, type in
            type == .date ? bytes.bigEndian(Int32.self) : nil
        }
        guard let days else { return nil }
        self.init(days: days)
    }
}
