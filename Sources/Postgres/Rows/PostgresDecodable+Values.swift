public import Foundation

extension UUID: PostgresDecodable {
    /// Reads a UUID.
    public init?(postgresText: String) { self.init(uuidString: postgresText) }

    /// Reads a UUID.
    public init?(postgresField: PostgresField) {
        let uuid = postgresField.read(text: Self.uuid(text:)) { bytes, type in
            type == .uuid && bytes.count == 16 ? UnsafeRawBufferPointer(bytes).loadUnaligned(as: uuid_t.self) : nil
        }
        guard let uuid else { return nil }
        self.init(uuid: uuid)
    }

    /// Thirty-two digits, with hyphens at their places.
    private static func uuid(text: UnsafeBufferPointer<UInt8>) -> uuid_t? {
        guard text.count == 36 else { return nil }
        for place in [8, 13, 18, 23] where text[place] != UInt8(ascii: "-") { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digits in
            var count = 0
            for byte in text where byte != UInt8(ascii: "-") && count < 32 {
                digits[count] = byte
                count += 1
            }
            guard count == 32, let bytes = HexText.digits(UnsafeBufferPointer(digits)) else { return nil }
            return bytes.withUnsafeBytes { $0.loadUnaligned(as: uuid_t.self) }
        }
    }
}

extension Date: PostgresDecodable {
    /// Reads a timestamp or a date; «infinity» is not a `Date`.
    public init?(postgresText: String) { self.init(postgresField: PostgresField(text: postgresText)) }

    /// Reads a timestamp or a date, to the microsecond; infinity is not a `Date`.
    public init?(postgresField: PostgresField) {
        let microseconds = postgresField.read(text: PostgresTimestamp.microseconds(text:)) { bytes, type -> Int64? in
            guard type == .timestamptz || type == .timestamp, let value = bytes.bigEndian(Int64.self),
                value != .max, value != .min
            else { return nil }
            return value
        }
        guard let microseconds else { return nil }
        self = PostgresTimestamp.date(microseconds: microseconds)
    }
}

extension Data: PostgresDecodable {
    /// Reads a bytea.
    public init?(postgresText: String) { self.init(postgresField: PostgresField(text: postgresText)) }

    /// Reads a bytea.
    public init?(postgresField: PostgresField) {
        guard let bytes = postgresField.byteString else { return nil }
        self.init(bytes)
    }
}

extension PostgresField {
    /// The bytes of a bytea.
    var byteString: [UInt8]? {
        read(text: HexText.bytes) { bytes, type in type == .bytea ? Array(bytes) : nil }
    }
}

extension JSONText: PostgresDecodable {
    /// Takes the JSON as the server prints it.
    public init?(postgresText: String) { self.init(postgresText) }
}
