/// Prints the binary form of a value as the server would have printed it under our settings.
enum BinaryText {
    /// Nil when the type's binary form is not known here, or the bytes are not of that form.
    static func text(of bytes: UnsafeBufferPointer<UInt8>, type: PostgresType) -> String? {
        switch type {
        case .bool: bytes.count == 1 ? (bytes[0] == 0 ? "f" : "t") : nil
        case .int8, .int4, .int2, .oid: bytes.wholeNumber(type).map(String.init)
        case .float8: bytes.bigEndian(UInt64.self).map { number(Double(bitPattern: $0).description) }
        case .float4: bytes.bigEndian(UInt32.self).map { number(Float(bitPattern: $0).description) }
        case .numeric: BinaryNumeric.text(bytes)
        case .uuid: uuid(bytes)
        case .bytea: hex(bytes)
        case .date: bytes.bigEndian(Int32.self).map(PostgresTimestamp.text(days:))
        case .timestamp: bytes.bigEndian(Int64.self).map { PostgresTimestamp.text(microseconds: $0, zone: "") }
        case .timestamptz: bytes.bigEndian(Int64.self).map { PostgresTimestamp.text(microseconds: $0, zone: "+00") }
        case .interval: PostgresInterval(binary: bytes)?.description
        case .inet: PostgresInet(binary: bytes)?.description
        case .cidr: PostgresInet(binary: bytes)?.longDescription
        case .macaddr: PostgresMACAddress(binary: bytes)?.description
        // A version number, which has been 1 since there is jsonb, and the text.
        case .jsonb: bytes.first == 1 ? utf8(UnsafeBufferPointer(rebasing: bytes.dropFirst())) : nil
        default: type.isArray ? array(bytes) : utf8(bytes)
        }
    }

    /// The text types, and enums, whose numbers differ from database to database. No structured form is without NULs.
    private static func utf8(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }

    private static func number(_ description: String) -> String {
        switch description {
        case "inf": "Infinity"
        case "-inf": "-Infinity"
        case "nan", "-nan": "NaN"
        default: description.hasSuffix(".0") ? String(description.dropLast(2)) : description
        }
    }

    private static func hex(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var text = Array("\\x".utf8)
        text.reserveCapacity(2 * bytes.count + 2)
        HexText.append(bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    private static func uuid(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard bytes.count == 16 else { return nil }
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            HexText.append(CollectionOfOne(byte), to: &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func array(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard let (type, elements) = PostgresArrayBinary.elements(of: bytes) else { return nil }
        var parts: [String] = []
        for element in elements {
            guard let element else {
                parts.append("NULL")
                continue
            }
            guard let text = text(of: element, type: type) else { return nil }
            parts.append(PostgresArrayText.quoted(text))
        }
        return "{" + parts.joined(separator: ",") + "}"
    }
}
