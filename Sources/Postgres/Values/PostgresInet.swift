import Glibc

/// An IPv4 or IPv6 address with the length of its network's prefix, as inet and cidr columns hold it.
public struct PostgresInet: Hashable, Sendable {
    /// The address in network order: 4 bytes or 16.
    public let bytes: [UInt8]
    /// How many leading bits name the network: at most 32 or 128, which means a single host.
    public let prefix: Int

    /// Takes 4 or 16 bytes and a prefix that is not longer than they are; nil otherwise.
    public init?(bytes: [UInt8], prefix: Int) {
        guard bytes.count == 4 || bytes.count == 16, (0...8 * bytes.count).contains(prefix) else { return nil }
        self.bytes = bytes
        self.prefix = prefix
    }

    /// Reads «192.0.2.1», «192.0.2.0/24», «2001:db8::1/64»; a name or a short form such as «10/8» is nil.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.map(String.init), !text.utf8.contains(0) else { return nil }
        let isIPv6 = address.utf8.contains(UInt8(ascii: ":"))
        var bytes = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
        guard inet_pton(isIPv6 ? AF_INET6 : AF_INET, address, &bytes) == 1 else { return nil }
        var prefix = 8 * bytes.count
        if parts.count == 2 {
            guard parts[1].utf8.count <= 3, parts[1].utf8.allSatisfy({ (48...57).contains($0) }),
                let length = Int(parts[1])
            else { return nil }
            prefix = length
        }
        self.init(bytes: bytes, prefix: prefix)
    }

    /// Whether the address is one of IPv6.
    public var isIPv6: Bool { bytes.count == 16 }

    /// Whether it names one host and no network around it.
    public var isHost: Bool { prefix == 8 * bytes.count }

    /// The same with all bits behind the prefix zero, as cidr demands it.
    public var network: PostgresInet {
        let masked = bytes.enumerated().map { index, byte in
            byte & ~UInt8(truncatingIfNeeded: 0xFF >> max(0, min(8, prefix - 8 * index)))
        }
        return PostgresInet(bytes: masked, prefix: prefix) ?? self
    }

    /// The address without the prefix: «192.0.2.1».
    public var address: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(isIPv6 ? AF_INET6 : AF_INET, bytes, &text, socklen_t(text.count)) != nil else { return "" }
        return text.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    /// With the prefix in any case, as cidr is printed.
    var longDescription: String { "\(address)/\(prefix)" }
}

extension PostgresInet: CustomStringConvertible {
    /// As inet is printed: «192.0.2.1/24», and without the prefix for a single host.
    public var description: String { isHost ? address : longDescription }
}

extension PostgresInet {
    /// PostgreSQL's own numbers for the two families.
    private static let families: (ipv4: UInt8, ipv6: UInt8) = (2, 3)

    /// Reads family, prefix, «is cidr», length and address.
    init?(binary bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 4, Int(bytes[3]) == bytes.count - 4,
            bytes[0] == (bytes[3] == 4 ? Self.families.ipv4 : Self.families.ipv6)
        else { return nil }
        self.init(bytes: Array(bytes.dropFirst(4)), prefix: Int(bytes[1]))
    }
}

extension PostgresInet: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// inet
    public static var postgresType: PostgresType { .inet }
    /// inet[]
    public static var postgresArrayType: PostgresType { .inetArray }

    /// As inet; in a cidr column the server keeps the network only.
    public var postgresValue: PostgresValue {
        let family = isIPv6 ? Self.families.ipv6 : Self.families.ipv4
        return .binary([family, UInt8(prefix), 0, UInt8(bytes.count)] + bytes, as: .inet)
    }

    /// Reads an inet or a cidr.
    public init?(postgresText: String) { self.init(postgresText) }

    /// Reads an inet or a cidr.
    public init?(postgresField: PostgresField) {
        let value = postgresField.read { text in
            PostgresInet(String(decoding: text, as: UTF8.self))
        } binary: { bytes, type in
            type == .inet || type == .cidr ? PostgresInet(binary: bytes) : nil
        }
        guard let value else { return nil }
        self = value
    }
}
