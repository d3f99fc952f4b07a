/// Networks with a meaning of their own, after the IANA registries for special-purpose addresses.
enum SpecialNetworks {
    private static func blocks(_ texts: String...) -> [NetBlock] { texts.map { NetBlock(known: $0) } }

    static let loopback = Self.blocks("127.0.0.0/8", "::1/128")
    static let multicast = Self.blocks("224.0.0.0/4", "ff00::/8")
    static let linkLocal = Self.blocks("169.254.0.0/16", "fe80::/10")
    static let sixToFour = Self.blocks("2002::/16")
    static let shared = Self.blocks("100.64.0.0/10")

    /// What `netaddr` counts as not reachable from everywhere, and the exceptions within.
    private static let closed = Self.blocks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
        "::1/128", "::/128", "::ffff:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
        "fc00::/7", "fe80::/10")
    private static let open = Self.blocks(
        "192.0.0.9/32", "192.0.0.10/32", "2001:1::1/128", "2001:1::2/128", "2001:3::/32", "2001:4:112::/48",
        "2001:20::/28", "2001:30::/28")

    /// Whether the address can be reached from everywhere.
    static func isGlobal(_ address: NetAddress) -> Bool {
        !address.isIn(self.closed) || address.isIn(self.open)
    }

    /// Whether Python's `ipaddress` calls the address private; a shared one (RFC 6598) is neither private nor public.
    static func isPrivate(_ address: NetAddress) -> Bool {
        if let mapped = address.mapped { return self.isPrivate(mapped) }
        return !self.isGlobal(address) && !address.isIn(self.shared)
    }

    private static let reservedNetworks = Self.blocks(
        "240.0.0.0/4", "::/8", "100::/8", "200::/7", "400::/6", "800::/5", "1000::/4", "4000::/3", "6000::/3",
        "8000::/3", "a000::/3", "c000::/3", "e000::/4", "f000::/5", "f800::/6", "fe00::/9")

    /// Whether the IETF keeps the address for later.
    static func isReserved(_ address: NetAddress) -> Bool { address.isIn(self.reservedNetworks) }
}

extension NetAddress {
    /// The IPv4 address inside an IPv4-mapped IPv6 address.
    var mapped: NetAddress? {
        self.isV6 && self.value >> 32 == 0xFFFF ? NetAddress(self.value & 0xFFFF_FFFF, isV6: false) : nil
    }
}
