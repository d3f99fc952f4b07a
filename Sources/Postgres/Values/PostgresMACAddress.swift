/// A hardware address of six bytes, as macaddr columns hold it.
public struct PostgresMACAddress: Hashable, Sendable {
    /// The six bytes.
    public let bytes: [UInt8]

    /// Takes six bytes; nil for any other number.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 6 else { return nil }
        self.bytes = bytes
    }

    /// Reads twelve hexadecimal digits with any of «:», «-» and «.» between them, as devices print them.
    public init?(_ text: String) {
        var digits = text.utf8.filter { !":-.".utf8.contains($0) }
        let bytes = digits.withUnsafeMutableBufferPointer { HexText.digits(UnsafeBufferPointer($0)) }
        guard let bytes else { return nil }
        self.init(bytes: bytes)
    }

    init?(binary bytes: UnsafeBufferPointer<UInt8>) {
        self.init(bytes: Array(bytes))
    }
}

extension PostgresMACAddress: CustomStringConvertible {
    /// As macaddr is printed: «08:00:2b:01:02:03».
    public var description: String {
        bytes.map { byte in
            var digits: [UInt8] = []
            HexText.append(CollectionOfOne(byte), to: &digits)
            return String(decoding: digits, as: UTF8.self)
        }.joined(separator: ":")
    }
}

extension PostgresMACAddress: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// macaddr
    public static var postgresType: PostgresType { .macaddr }
    /// macaddr[]
    public static var postgresArrayType: PostgresType { .macaddrArray }
    /// As macaddr.
    public var postgresValue: PostgresValue { .binary(bytes, as: .macaddr) }
    /// Reads a macaddr.
    public init?(postgresText: String) { self.init(postgresText) }
}
