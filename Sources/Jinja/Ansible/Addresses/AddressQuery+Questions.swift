/// The questions by name.
extension AddressQuery {
    typealias Question = @Sendable (AddressValue, AddressQuery) throws(JinjaError) -> Value

    static let questions: [String: Question] = {
        var all = Self.plain.merging(Self.testing) { $1 }.merging(Self.stepping) { $1 }
        let aliases = [
            "gateway": "address/prefix", "gw": "address/prefix", "host/prefix": "address/prefix",
            "hostnet": "address/prefix", "router": "address/prefix", "ip": "address", "lo": "loopback",
            "network_id": "network", "network/prefix": "subnet", "wildcard": "hostmask",
        ]
        for (alias, name) in aliases { all[alias] = all[name] }
        return all
    }()

    private static func text(_ body: @escaping @Sendable (NetBlock) -> String?) -> Question {
        { input, _ throws(JinjaError) in body(input.block).map(Value.string) ?? .none }
    }

    private static let plain: [String: Question] = [
        "": { input, _ throws(JinjaError) in
            .string(input.isNetwork ? input.block.text : input.block.address.text)
        },
        "address": Self.text { block in
            if block.isSingle || !block.isNetwork || block.isV6 { return block.address.text }
            return block.broadcast.map { $0.value != 0 } ?? false ? nil : block.address.text
        },
        "address/prefix": { input, _ throws(JinjaError) in
            let block = input.block
            if block.span > 1, block.isNetwork || block.address == block.broadcast { return .bool(false) }
            return .string(block.text)
        },
        "bool": { _, _ throws(JinjaError) in .bool(true) },
        "broadcast": Self.text { $0.span > 1 ? $0.broadcast?.text : nil },
        "cidr": Self.text { $0.text },
        "host": Self.text { $0.isSingle || !$0.isNetwork || $0.broadcast == nil ? $0.text : nil },
        "hostmask": Self.text { $0.hostmask.text },
        "int": { input, _ throws(JinjaError) in
            let number = input.block.address.value
            return input.isNetwork ? .string("\(number)/\(input.block.prefix)") : WideNumber.value(number)
        },
        "ip/prefix": Self.text { $0.span == 1 || ($0.span > 1 && !$0.isNetwork) ? $0.text : nil },
        "ip_netmask": Self.text {
            $0.span == 1 || ($0.span > 1 && !$0.isNetwork) ? "\($0.address.text) \($0.netmask.text)" : nil
        },
        "net": Self.text { $0.span > 0 && $0.isNetwork ? $0.text : nil },
        "netmask": Self.text { $0.netmask.text },
        "network": Self.text { $0.network.text },
        "network_netmask": Self.text { "\($0.network.text) \($0.netmask.text)" },
        "network_wildcard": Self.text { "\($0.network.text) \($0.hostmask.text)" },
        "prefix": { input, _ throws(JinjaError) in .int(input.block.prefix) },
        "revdns": Self.text { $0.address.reverseName },
        "size": { input, _ throws(JinjaError) in WideNumber.successor(of: input.block.span) },
        "size_usable": { input, _ throws(JinjaError) in
            switch input.block.span {
            case 0: .int(0)
            case 1: .int(2)
            default: WideNumber.value(input.block.span - 1)
            }
        },
        "subnet": Self.text { $0.cidr.text },
        "type": Self.text { $0.isSingle || !$0.isNetwork ? "address" : "network" },
        "version": { input, _ throws(JinjaError) in .int(input.block.address.version) },
        "wrap": { input, _ throws(JinjaError) in
            guard input.block.isV6 else { return input.value }
            return .string("[\(input.block.address.text)]" + (input.isNetwork ? "/\(input.block.prefix)" : ""))
        },
        // Reached only by its own name: a network to look into is the query itself.
        "cidr_lookup": { _, _ throws(JinjaError) in
            throw JinjaError(.value, "Give the network itself as the query instead of cidr_lookup")
        },
        "v4": Self.unusable("ipv4"),
        "v6": Self.unusable("ipv6"),
    ]

    /// Queries that Ansible lists but fails at.
    private static func unusable(_ name: String) -> Question {
        { _, _ throws(JinjaError) in throw JinjaError(.value, "This query does not work in Ansible; use “\(name)”") }
    }

    private static func test(_ body: @escaping @Sendable (NetBlock) -> Bool) -> Question {
        { input, _ throws(JinjaError) in body(input.block) ? input.value : .none }
    }

    private static let testing: [String: Question] = [
        "link-local": Self.test { $0.address.isIn(SpecialNetworks.linkLocal) },
        "loopback": Self.test { $0.address.isIn(SpecialNetworks.loopback) },
        "multicast": Self.test { block in SpecialNetworks.multicast.contains { $0.contains(block) } },
        "unicast": Self.test { block in !SpecialNetworks.multicast.contains { $0.contains(block) } },
        "private": Self.test { !SpecialNetworks.isGlobal($0.address) },
        "public": Self.test { Self.isPublic($0.address) },
        "6to4": { input, _ throws(JinjaError) in
            let block = input.block
            if block.isV6 {
                let isInside = SpecialNetworks.sixToFour.contains {
                    input.isNetwork ? $0.contains(block.address) : $0.contains(block)
                }
                return isInside && !(input.isNetwork && block.isNetwork) ? input.value : .bool(false)
            }
            guard block.isSingle || !block.isNetwork else { return .bool(false) }
            guard Self.isPublic(block.address) || !SpecialNetworks.isGlobal(block.address) else { return .bool(false) }
            let digits = block.address.octets.map { StringLiteral.hex(UInt32($0), 2) }
            return .string("2002:\(digits[0])\(digits[1]):\(digits[2])\(digits[3])::1/48")
        },
        "ipv4": { input, _ throws(JinjaError) in
            let block = input.block
            guard block.isV6 else { return input.value }
            let number = block.address.value
            let isMapped = number >= 0xFFFF_0000_0000 && number <= 0xFFFF_FFFF_FFFF
            guard number <= 0xFFFF_FFFF || isMapped, block.prefix >= 96 else { return .bool(false) }
            return .string(NetBlock(NetAddress(number & 0xFFFF_FFFF, isV6: false), prefix: block.prefix - 96).text)
        },
        "ipv6": { input, _ throws(JinjaError) in
            let block = input.block
            guard !block.isV6 else { return input.value }
            let mapped = NetAddress(block.address.value + 0xFFFF_0000_0000, isV6: true)
            return .string(NetBlock(mapped, prefix: block.prefix + 96).text)
        },
    ]

    private static func isPublic(_ address: NetAddress) -> Bool {
        !address.isIn(SpecialNetworks.multicast) && SpecialNetworks.isGlobal(address)
            && !address.isIn(SpecialNetworks.loopback) && !address.isNetmask && !address.isHostmask
    }

    private static func usable(
        _ body: @escaping @Sendable (NetBlock, _ first: UInt128, _ last: UInt128) throws(JinjaError) -> String?
    ) -> Question {
        { input, _ throws(JinjaError) in
            guard input.isNetwork else { throw JinjaError(.value, "This query needs a network, not an address") }
            guard let usable = input.block.usable else { return .none }
            return try body(input.block, usable.first, usable.last).map(Value.string) ?? .none
        }
    }

    private static func step(_ count: Int128) -> Question {
        Self.usable { block, first, last throws(JinjaError) in
            try Self.stepped(block, count, first, last)?.text
        }
    }

    /// The address `count` further, if it is usable; without its version, as `netaddr` makes it there.
    static func stepped(
        _ block: NetBlock, _ count: Int128, _ first: UInt128, _ last: UInt128
    ) throws(JinjaError) -> NetAddress? {
        let next = try NetAddress(block.address.value, isV6: true).advanced(by: count).value
        return next >= first && next <= last ? NetAddress(number: next) : nil
    }

    private static let stepping: [String: Question] = [
        "first_usable": Self.usable { _, first, _ in NetAddress(number: first).text },
        "last_usable": Self.usable { _, _, last in NetAddress(number: last).text },
        "range_usable": Self.usable { _, first, last in
            "\(NetAddress(number: first).text)-\(NetAddress(number: last).text)"
        },
        "next_usable": Self.step(1),
        "previous_usable": Self.step(-1),
        "peer": { input, _ throws(JinjaError) in
            let number = input.block.address.value
            guard input.isNetwork, input.block.span == 1 || input.block.span == 3 else {
                throw JinjaError(.value, "peer needs a point-to-point network")
            }
            if input.block.span == 1 { return .string(NetAddress(number: number ^ 1).text) }
            guard number % 4 == 1 || number % 4 == 2 else {
                throw JinjaError(.value, "The first and last address of a /30 have no peer")
            }
            return .string(NetAddress(number: number ^ 3).text)
        },
    ]
}
