import Foundation

/// An IPv4 or IPv6 address.
public struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
    /// 4 or 16 bytes in the network's order.
    let bytes: [UInt8]

    /// Reads the usual written forms, without a zone; nil when it is none.
    public init?(_ text: String) {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 {
            self.bytes = Array(bytes.prefix(4))
        } else if inet_pton(AF_INET6, text, &bytes) == 1 {
            self.bytes = bytes
        } else {
            return nil
        }
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads what a socket is about to connect to; nil for a family that is no IP.
    init?(_ address: UnsafePointer<sockaddr>, length: Int) {
        let raw = UnsafeRawBufferPointer(start: address, count: length)
        // The address lies behind the port in IPv4, and behind port and flow in IPv6 (ip(7), ipv6(7)).
        switch Int32(address.pointee.sa_family) {
        case AF_INET where length >= 8: self.bytes = Array(raw[4..<8])
        case AF_INET6 where length >= 24: self.bytes = Array(raw[8..<24])
        default: return nil
        }
    }

    /// The usual written form.
    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = self.bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, self.bytes, &text, socklen_t(text.count)) != nil else { return "?" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The IPv4 address that an IPv6 one only carries: mapped (RFC 4291 section 2.5.5.2) or translated (RFC 6052, RFC 3056).
    var carried: NetworkAddress {
        guard self.bytes.count == 16 else { return self }
        if self.bytes.starts(with: Self.mapped) || self.bytes.starts(with: Self.translated) {
            return NetworkAddress(bytes: Array(self.bytes[12...]))
        }
        if self.bytes.starts(with: [0x20, 0x02]) { return NetworkAddress(bytes: Array(self.bytes[2..<6])) }
        return self
    }

    private static let mapped: [UInt8] = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
    private static let translated: [UInt8] = [0x00, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8)
}
