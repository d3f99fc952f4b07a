public import Foundation

extension String: PostgresEncodable {
    /// Untyped, so that it fits text, enum, inet, citext and other columns alike; write `\(name)::text` where nothing tells the type.
    public var postgresValue: PostgresValue { .text(self) }
}

extension Bool: PostgresEncodable {
    /// boolean
    public static var postgresType: PostgresType { .bool }
    /// As boolean.
    public var postgresValue: PostgresValue { .text(self ? "t" : "f", as: .bool) }
}

extension Int: PostgresEncodable {
    /// bigint
    public static var postgresType: PostgresType { .int8 }
    /// As bigint.
    public var postgresValue: PostgresValue { .text(String(self), as: .int8) }
}

extension Int64: PostgresEncodable {
    /// bigint
    public static var postgresType: PostgresType { .int8 }
    /// As bigint.
    public var postgresValue: PostgresValue { .text(String(self), as: .int8) }
}

extension Int32: PostgresEncodable {
    /// integer
    public static var postgresType: PostgresType { .int4 }
    /// As integer.
    public var postgresValue: PostgresValue { .text(String(self), as: .int4) }
}

extension Int16: PostgresEncodable {
    /// smallint
    public static var postgresType: PostgresType { .int2 }
    /// As smallint.
    public var postgresValue: PostgresValue { .text(String(self), as: .int2) }
}

extension Double: PostgresEncodable {
    /// double precision
    public static var postgresType: PostgresType { .float8 }
    /// As double precision, with every bit kept.
    public var postgresValue: PostgresValue { .text(description, as: .float8) }
}

extension UUID: PostgresEncodable {
    /// uuid
    public static var postgresType: PostgresType { .uuid }
    /// As uuid.
    public var postgresValue: PostgresValue { .binary(withUnsafeBytes(of: uuid) { Array($0) }, as: .uuid) }
}

extension Data: PostgresEncodable {
    /// bytea
    public static var postgresType: PostgresType { .bytea }
    /// As bytea.
    public var postgresValue: PostgresValue { .binary(Array(self), as: .bytea) }
}

extension JSONText: PostgresEncodable {
    /// jsonb
    public static var postgresType: PostgresType { .jsonb }
    /// As jsonb; text that is not JSON is refused by the server.
    public var postgresValue: PostgresValue { .text(text, as: .jsonb) }
}

extension Date: PostgresEncodable {
    /// timestamptz
    public static var postgresType: PostgresType { .timestamptz }
    /// As timestamptz, rounded to the microsecond; a date that is not a number is refused by the server.
    public var postgresValue: PostgresValue {
        guard let microseconds = PostgresTimestamp.microseconds(of: self) else {
            return .text(timeIntervalSinceReferenceDate.description, as: .timestamptz)
        }
        return .binary(withUnsafeBytes(of: microseconds.bigEndian) { Array($0) }, as: .timestamptz)
    }
}

extension Decimal: PostgresEncodable {
    /// numeric
    public static var postgresType: PostgresType { .numeric }
    /// As numeric, exactly.
    public var postgresValue: PostgresValue { .text(isNaN ? "NaN" : description, as: .numeric) }
}
