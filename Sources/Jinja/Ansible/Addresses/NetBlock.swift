/// An address with a prefix length, read and written as Python's `netaddr.IPNetwork` does.
struct NetBlock {
    let address: NetAddress
    let prefix: Int

    init(_ address: NetAddress, prefix: Int) {
        self.address = address
        self.prefix = prefix
    }

    /// An address alone, or with a prefix length, netmask or host mask.
    init?(_ text: String) {
        guard let block = Self.read(text, isV6: false) ?? Self.read(text, isV6: true) else { return nil }
        self = block
    }

    /// A network that the program knows to be well written.
    init(known text: String) {
        self = NetBlock(text) ?? NetBlock(NetAddress(0, isV6: true), prefix: 128)
    }

    private static func read(_ text: String, isV6: Bool) -> NetBlock? {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let address = NetAddress(parts[0], isV6: isV6) else { return nil }
        guard parts.count == 2 else { return NetBlock(address, prefix: address.width) }
        guard let prefix = self.prefix(parts[1], isV6: isV6), prefix >= 0, prefix <= address.width else { return nil }
        return NetBlock(address, prefix: prefix)
    }

    private static func prefix(_ text: String, isV6: Bool) -> Int? {
        switch NumberText.int(text, 10) {
        case .int(let number)?: return number
        case nil: break
        // A number too large for 64 bits is no prefix either.
        default: return nil
        }
        guard let mask = NetAddress(text, isV6: isV6) else { return nil }
        if mask.isNetmask { return (0...mask.width).first { NetBlock(mask, prefix: $0).netmask == mask } }
        guard mask.isHostmask else { return nil }
        return (0...mask.width).first { NetBlock(mask, prefix: $0).hostmask == mask }
    }

    var isV6: Bool { self.address.isV6 }
    var width: Int { self.address.width }
    private var hostBits: UInt128 {
        let count = self.width - self.prefix
        return count == 128 ? UInt128.max : (1 << UInt128(count)) - 1
    }
    private var allBits: UInt128 { self.isV6 ? UInt128.max : 0xFFFF_FFFF }

    var first: UInt128 { self.address.value & ~self.hostBits }
    var last: UInt128 { self.address.value | self.hostBits }
    var network: NetAddress { NetAddress(self.first, isV6: self.isV6) }
    var netmask: NetAddress { NetAddress(self.allBits ^ self.hostBits, isV6: self.isV6) }
    var hostmask: NetAddress { NetAddress(self.hostBits, isV6: self.isV6) }
    /// Networks of one or two addresses have none.
    var broadcast: NetAddress? { self.width - self.prefix <= 1 ? nil : NetAddress(self.last, isV6: self.isV6) }
    /// One less than the number of addresses, which may be 2¹²⁸.
    var span: UInt128 { self.hostBits }
    var isSingle: Bool { self.span == 0 }
    var isNetwork: Bool { self.address.value == self.first }
    var cidr: NetBlock { NetBlock(self.network, prefix: self.prefix) }
    var text: String { "\(self.address.text)/\(self.prefix)" }

    func contains(_ other: NetAddress) -> Bool {
        other.isV6 == self.isV6 && other.value >= self.first && other.value <= self.last
    }

    func contains(_ other: NetBlock) -> Bool {
        other.isV6 == self.isV6 && other.first >= self.first && other.last <= self.last
    }

    /// The address at an index, from the end for a negative one; nil outside the network.
    subscript(_ index: Int128) -> NetAddress? {
        if index >= 0 {
            guard UInt128(index) <= self.span else { return nil }
            return NetAddress(self.first + UInt128(index), isV6: self.isV6)
        }
        guard index.magnitude - 1 <= self.span else { return nil }
        return NetAddress(self.last - (index.magnitude - 1), isV6: self.isV6)
    }

    /// The first and last address for hosts: both of a pair, otherwise all but the ends. Nil for a single address.
    var usable: (first: UInt128, last: UInt128)? {
        switch self.span {
        case 0: nil
        case 1: (self.first, self.last)
        default: (self.first + 1, self.last - 1)
        }
    }
}

extension NetAddress {
    /// Ones, then zeros.
    var isNetmask: Bool {
        let inverted = self.value ^ (self.isV6 ? UInt128.max : 0xFFFF_FFFF)
        return inverted & (inverted &+ 1) == 0
    }

    /// Zeros, then ones.
    var isHostmask: Bool { self.value & (self.value &+ 1) == 0 }
}
