/// Blocks that are not the public internet (IANA's special-purpose registries, RFC 6890), the smallest first.
enum SpecialRanges {
    static let all: [AddressRange] = [
        // Where clouds tell a machine its secrets: each is a block of its own, so that opening its neighbours opens no secret.
        "169.254.169.254/32", "fd00:ec2::254/128", "100.100.100.200/32", "168.63.129.16/32",
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        "::/128", "::1/128", "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20",
        "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    ].compactMap { AddressRange($0) }.sorted { $0.length > $1.length }

    /// The block that the address belongs to; nil for a public one.
    static func block(of address: NetworkAddress) -> AddressRange? {
        self.all.first { $0.contains(address) }
    }
}
