/// The tests of ansible.utils for addresses, which read them as Python's `ipaddress` does.
extension Tests {
    static let addresses: [String: Filter] = {
        var all: [String: Filter] = [
            "ip": Tests.network { _ in true },
            "ipv4": Tests.network { !$0.isV6 },
            "ipv6": Tests.network { $0.isV6 },
            "ip_address": Tests.address { _ in true },
            "ipv4_address": Tests.address { !$0.isV6 },
            "ipv6_address": Tests.address { $0.isV6 },
            "ipv6_ipv4_mapped": Tests.address { $0.mapped != nil },
            "ipv6_sixtofour": Tests.address { $0.isIn(SpecialNetworks.sixToFour) },
            "ipv6_teredo": Tests.address { $0.isV6 && $0.value >> 96 == 0x2001_0000 },
            "loopback": Tests.address { $0.isIn(SpecialNetworks.loopback) },
            "multicast": Tests.address { $0.isIn(SpecialNetworks.multicast) },
            "private": Tests.address(SpecialNetworks.isPrivate),
            "public": Tests.address { SpecialNetworks.isGlobal($0.mapped ?? $0) },
            "reserved": Tests.address(SpecialNetworks.isReserved),
            "unspecified": Tests.address { $0.value == 0 },
            "ipv4_netmask": Tests.mask { $0.netmask.text == $1 },
            "ipv4_hostmask": Tests.mask { $0.hostmask.text == $1 },
        ]
        all.merge(Tests.containment) { $1 }
        all["mac"] = Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            let pattern =
                "(?i)^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$|^([0-9a-f]{4}\\.[0-9a-f]{4}\\.[0-9a-f]{4})$|^[0-9a-f]{12}$"
            let text = try value.textArgument("mac")
            return .bool(try PythonRegex(pattern, [], rendering).match(text) != nil)
        }
        return all
    }()

    private static let containment: [String: Filter] = [
        "in_network": Tests.pair("in_network", ["ip", "network"]) { $1.contains($0) },
        "subnet_of": Tests.pair("subnet_of", ["network_a", "network_b"]) { $1.contains($0) },
        "supernet_of": Tests.pair("supernet_of", ["network_a", "network_b"]) { $0.contains($1) },
        "in_any_network": Tests.among { $0 > 0 },
        "in_one_network": Tests.among { $0 == 1 },
    ]

    /// Text as it is; nil for other kinds, which are no addresses.
    private static func text(_ value: Value) throws(JinjaError) -> String? {
        if case .undefined(let undefined) = value { throw undefined.error }
        return value.stringValue
    }

    private static func network(_ body: @escaping @Sendable (NetBlock) -> Bool) -> Filter {
        Filter { value, arguments, _ throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .bool(try Tests.text(value).flatMap { NetBlock(strict: $0) }.map(body) ?? false)
        }
    }

    private static func address(_ body: @escaping @Sendable (NetAddress) -> Bool) -> Filter {
        Filter { value, arguments, _ throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            guard let text = try Tests.text(value) else { return .bool(false) }
            return .bool(NetAddress(zoned: text).map(body) ?? false)
        }
    }

    /// Asks about a mask by way of a network that has it.
    private static func mask(_ body: @escaping @Sendable (NetBlock, String) -> Bool) -> Filter {
        Filter { value, arguments, _ throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            guard let text = try Tests.text(value), let block = NetBlock(strict: "10.0.0.0/\(text)") else {
                return .bool(false)
            }
            return .bool(body(block, text))
        }
    }

    private static func pair(
        _ name: String, _ names: [String], _ body: @escaping @Sendable (NetBlock, NetBlock) -> Bool
    ) -> Filter {
        Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, names, rendering)
            guard arguments.positional.count + arguments.named.count == 1 else {
                throw JinjaError(.type, "\(name) takes one network")
            }
            guard let first = try Tests.text(spec[0]).flatMap({ NetBlock(strict: $0) }),
                let second = try Tests.text(spec[1]).flatMap({ NetBlock(strict: $0) })
            else { return .bool(false) }
            return .bool(body(first, second))
        }
    }

    private static func among(_ body: @escaping @Sendable (Int) -> Bool) -> Filter {
        Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["ip", "networks"], rendering)
            // A text is walked through by characters, as in Ansible: give a list.
            let items = try rendering.array(spec[1])
            let inner = try Tests.text(spec[0]).flatMap { NetBlock(strict: $0) }
            var count = 0
            for item in items {
                try rendering.tick()
                guard let inner, let outer = try Tests.text(item).flatMap({ NetBlock(strict: $0) }) else { continue }
                if outer.contains(inner) { count += 1 }
            }
            return .bool(body(count))
        }
    }
}
