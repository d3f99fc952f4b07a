public import Foundation

extension String: PostgresDecodable {
    /// The text itself, whatever the column's type.
    public init?(postgresText: String) { self = postgresText }
}

extension Bool: PostgresDecodable {
    /// Reads «t» or «f».
    public init?(postgresText: String) {
        switch postgresText {
        case "t", "true": self = true
        case "f", "false": self = false
        default: return nil
        }
    }
}

extension Int: PostgresDecodable {
    /// Reads a whole number.
    public init?(postgresText: String) { self.init(postgresText) }
}

extension Int64: PostgresDecodable {
    /// Reads a whole number.
    public init?(postgresText: String) { self.init(postgresText) }
}

extension Int32: PostgresDecodable {
    /// Reads a whole number.
    public init?(postgresText: String) { self.init(postgresText) }
}

extension Int16: PostgresDecodable {
    /// Reads a whole number.
    public init?(postgresText: String) { self.init(postgresText) }
}

extension UInt8: PostgresDecodable {
    /// Reads a whole number from 0 to 255.
    public init?(postgresText: String) { self.init(postgresText) }
}

extension Double: PostgresDecodable {
    /// Reads a number, also «Infinity» and «NaN».
    public init?(postgresText: String) { self.init(postgresText) }
}

extension UUID: PostgresDecodable {
    /// Reads a UUID.
    public init?(postgresText: String) { self.init(uuidString: postgresText) }
}

extension Date: PostgresDecodable {
    /// Reads a timestamp or a date; «infinity» is not a `Date`.
    public init?(postgresText: String) {
        guard let date = PostgresTimestamp.date(text: postgresText) else { return nil }
        self = date
    }
}

extension Data: PostgresDecodable {
    /// Reads a bytea.
    public init?(postgresText: String) {
        guard let bytes = HexText.bytes(postgresText) else { return nil }
        self.init(bytes)
    }
}

extension JSONText: PostgresDecodable {
    /// Takes the JSON as the server prints it.
    public init?(postgresText: String) { self.init(postgresText) }
}
