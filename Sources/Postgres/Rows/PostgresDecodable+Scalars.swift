extension String: PostgresDecodable {
    /// The text itself, whatever the column's type.
    public init?(postgresText: String) { self = postgresText }

    /// The text that psql would show, whatever the column's type.
    public init?(postgresField: PostgresField) {
        guard let text = postgresField.text else { return nil }
        self = text
    }
}

extension Bool: PostgresDecodable {
    /// Reads «t» or «f».
    public init?(postgresText: String) { self.init(postgresField: PostgresField(text: postgresText)) }

    /// Reads a boolean.
    public init?(postgresField: PostgresField) {
        let value = postgresField.read { text -> Bool? in
            switch text.first {
            case UInt8(ascii: "t") where text.count == 1 || text.elementsEqual("true".utf8): true
            case UInt8(ascii: "f") where text.count == 1 || text.elementsEqual("false".utf8): false
            default: nil
            }
        } binary: { bytes, type in
            type == .bool && bytes.count == 1 ? bytes[0] != 0 : nil
        }
        guard let value else { return nil }
        self = value
    }
}

extension Int: PostgresDecodable {
    /// Reads a whole number.
    public init?(postgresText: String) { self.init(postgresText) }

    /// Reads a whole number; one that is too large is not one.
    public init?(postgresField: PostgresField) {
        let value = postgresField.read(text: TextNumber.read) { $0.wholeNumber($1).flatMap(Int.init(exactly:)) }
        guard let value else { return nil }
        self = value
    }
}

extension Int64: PostgresDecodable {
    /// Reads a whole number.
    public init?(postgresText: String) { self.init(postgresText) }

    /// Reads a whole number; one that is too large is not one.
    public init?(postgresField: PostgresField) {
        let value = postgresField.read(text: TextNumber.read) { $0.wholeNumber($1).flatMap(Int64.init(exactly:)) }
        guard let value else { return nil }
        self = value
    }
}

extension Int32: PostgresDecodable {
    /// Reads a whole number.
    public init?(postgresText: String) { self.init(postgresText) }

    /// Reads a whole number; one that is too large is not one.
    public init?(postgresField: PostgresField) {
        let value = postgresField.read(text: TextNumber.read) { $0.wholeNumber($1).flatMap(Int32.init(exactly:)) }
        guard let value else { return nil }
        self = value
    }
}

extension Int16: PostgresDecodable {
    /// Reads a whole number.
    public init?(postgresText: String) { self.init(postgresText) }

    /// Reads a whole number; one that is too large is not one.
    public init?(postgresField: PostgresField) {
        let value = postgresField.read(text: TextNumber.read) { $0.wholeNumber($1).flatMap(Int16.init(exactly:)) }
        guard let value else { return nil }
        self = value
    }
}

extension UInt8: PostgresDecodable {
    /// Reads a whole number from 0 to 255.
    public init?(postgresText: String) { self.init(postgresText) }

    /// Reads a whole number from 0 to 255; one that is too large is not one.
    public init?(postgresField: PostgresField) {
        let value = postgresField.read(text: TextNumber.read) { $0.wholeNumber($1).flatMap(UInt8.init(exactly:)) }
        guard let value else { return nil }
        self = value
    }
}
