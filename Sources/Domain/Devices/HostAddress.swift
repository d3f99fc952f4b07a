/// Where a device is reached: a DNS name, an IPv4 or an IPv6 address, without a port.
public struct HostAddress: CheckedText {
    public let text: String

    public static let rule =
        "must be a host name or an IP address without a port, for example 192.0.2.1 or core1.example.net"

    public init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2E || byte == 0x2D || byte == 0x3A || byte == 0x5F || byte == 0x25
        }
        // A single colon is «host:port»; an IPv6 address has at least two.
        let colons = text.utf8.count { $0 == 0x3A }
        guard allowed, (1...253).contains(text.utf8.count), colons != 1, text.utf8.first != 0x2D else { return nil }
        self.text = text.lowercased()
    }
}
