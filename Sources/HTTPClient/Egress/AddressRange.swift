/// A block of addresses such as `10.0.0.0/8`.
public struct AddressRange: Sendable, Hashable, CustomStringConvertible {
    let base: NetworkAddress
    let length: Int

    /// Reads `address/length`, or one address; nil when it is none or bits behind the length are set.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let base = NetworkAddress(parts[0]) else { return nil }
        let bits = base.bytes.count * 8
        guard let length = parts.count == 2 ? Int(parts[1]) : bits, (0...bits).contains(length) else { return nil }
        self.base = base
        self.length = length
        guard Self.masked(base.bytes, length) == base.bytes else { return nil }
    }

    /// The form that `init` reads.
    public var description: String { "\(self.base)/\(self.length)" }

    /// Whether the address lies in the block.
    public func contains(_ address: NetworkAddress) -> Bool {
        address.bytes.count == self.base.bytes.count && Self.masked(address.bytes, self.length) == self.base.bytes
    }

    /// Whether all of the other block lies in this one.
    func contains(_ other: AddressRange) -> Bool {
        other.length >= self.length && self.contains(other.base)
    }

    private static func masked(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let kept = min(max(length - index * 8, 0), 8)
            return kept == 0 ? 0 : byte & (0xFF << UInt8(8 - kept))
        }
    }
}
