/// An IP address, or a network of them in CIDR notation (RFC 4632, RFC 4291): `192.0.2.1`, `10.0.0.0/8`, `2001:db8::/32`.
struct IPNetwork: Hashable, Sendable {
    /// Four bytes or sixteen.
    private let bytes: [UInt8]
    private let prefixLength: Int

    /// `nil` when the text is neither an address nor a network.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let bytes = Self.address(parts[0]) else { return nil }
        self.bytes = bytes
        if parts.count == 2 {
            guard let length = Int(parts[1]), (0...bytes.count * 8).contains(length) else { return nil }
            prefixLength = length
        } else {
            prefixLength = bytes.count * 8
        }
    }

    /// Whether the address lies in this network; a text that is no address lies in none.
    func contains(_ address: String) -> Bool {
        guard let other = Self.address(Substring(address)), other.count == bytes.count else { return false }
        for (index, byte) in bytes.enumerated() {
            let bits = min(8, max(0, prefixLength - index * 8))
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> bits)
            if byte & mask != other[index] & mask { return false }
        }
        return true
    }

    /// The bytes of an address; an IPv4 address inside IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
    static func address(_ text: Substring) -> [UInt8]? {
        if !text.contains(":") { return four(text) }
        guard let bytes = six(text.prefix { $0 != "%" }) else { return nil }
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? Array(bytes.suffix(4)) : bytes
    }

    private static func four(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt8($0) : nil }
        return parts.count == 4 && bytes.count == 4 ? bytes : nil
    }

    private static func six(_ text: Substring) -> [UInt8]? {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2, let head = groups(halves[0]) else { return nil }
        guard halves.count == 2 else { return head.count == 16 ? head : nil }
        guard let tail = groups(halves[1]), head.count + tail.count <= 14 else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// Groups of up to four hexadecimal digits; the last may be an IPv4 address.
    private static func groups(_ text: Substring) -> [UInt8]? {
        if text.isEmpty { return [] }
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains("."), let last = four(part) {
                bytes += last
            } else {
                guard (1...4).contains(part.utf8.count), let group = UInt16(part, radix: 16), part.first != "+" else {
                    return nil
                }
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return bytes
    }
}
