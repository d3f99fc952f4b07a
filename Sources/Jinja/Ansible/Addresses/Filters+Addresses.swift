/// The filters of ansible.utils for addresses.
extension Filters {
    static let addresses: [String: Filter] = [
        "ipaddr": Filters.queried("ipaddr", version: nil),
        "ipv4": Filters.queried("ipv4", version: 4),
        "ipv6": Filters.queried("ipv6", version: 6),
        "ipwrap": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["value", "query"], rendering)
            switch spec[0] {
            case .string, .markup, .list, .bool: break
            default: throw JinjaError(.type, "ipwrap needs text or a list, not a \(spec[0].typeName)")
            }
            let query = AddressQuery(rendering: rendering, name: "ipwrap")
            func wrapped(_ item: Value) throws(JinjaError) -> Value {
                try query.holds(item, "") ? try query.answer(item, "wrap") : item
            }
            guard case .list(let list) = spec[0] else {
                let answer = try query.answer(spec[0])
                return try answer.isTrue() ? try query.answer(answer, "wrap") : spec[0]
            }
            var items: [Value] = []
            for item in list.items { items.append(try wrapped(item)) }
            return .list(ListValue(items))
        },
        "ipmath": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["value", "amount"], rendering)
            let text = try spec.requiredText(0)
            let address = text.utf8.contains(47) ? NetBlock(text)?.address : NetAddress(text)
            guard let address else { throw JinjaError(.value, "ipmath needs an IP address") }
            return .string(try address.advanced(by: Int128(try spec.requiredNumber(1))).text)
        },
        "ip4_hex": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["arg", "delimiter"], rendering)
            guard let address = NetAddress(try spec.requiredText(0)), !address.isV6 else {
                throw JinjaError(.value, "ip4_hex needs an IPv4 address")
            }
            let digits = address.octets.map { StringLiteral.hex(UInt32($0), 2) }
            return .string(digits.joined(separator: try spec.text(1) ?? ""))
        },
        "ipcut": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["value", "amount"], rendering)
            guard let address = NetAddress(try spec.requiredText(0)) else {
                throw JinjaError(.value, "ipcut needs an IP address")
            }
            let amount = try spec.requiredNumber(1)
            let count = Int(min(amount.magnitude, 128))
            let bits = Array((amount < 0 ? address.bits.suffix(count) : address.bits.prefix(count)).utf8)
            let size = address.isV6 ? 16 : 8
            let words = stride(from: 0, to: bits.count, by: size).map { start in
                let word = String(decoding: bits[start..<min(start + size, bits.count)], as: UTF8.self)
                return String(UInt16(word, radix: 2) ?? 0, radix: address.isV6 ? 16 : 10)
            }
            return .string(words.joined(separator: address.isV6 ? ":" : "."))
        },
        "ipv6form": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["value", "format"], rendering)
            guard let address = NetAddress(try spec.requiredText(0)) else {
                throw JinjaError(.value, "ipv6form needs an IP address")
            }
            switch try spec.requiredText(1) {
            case "compress": return .string(address.compressed)
            case "expand": return .string(address.exploded)
            case "x509" where address.isV6: return .string(address.groups)
            default: throw JinjaError(.value, "ipv6form writes IPv6 as “compress”, “expand” or “x509”")
            }
        },
        "slaac": Filters.slaac,
        "ipv6eui64": Filters.slaac,
        "usable_range": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            guard let block = NetBlock(strict: try value.textArgument("usable_range")) else {
                throw JinjaError(.value, "usable_range needs a network without host bits")
            }
            guard block.span < UInt128(rendering.limits.iterations) else {
                throw JinjaError(.limit, "The network has more than \(rendering.limits.iterations) addresses")
            }
            try rendering.tick(Int(block.span))
            let addresses = (block.first...block.last).map { Value.string(NetAddress($0, isV6: block.isV6).compressed) }
            return .dict(
                DictValue(
                    keys: [.string("usable_ips"), .string("number_of_ips")],
                    values: [.list(ListValue(addresses)), WideNumber.successor(of: block.span)]))
        },
        "hwaddr": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["value", "query", "alias"], rendering)
            return try HardwareAddress.answer(try spec.requiredText(0), try spec.text(1) ?? "", "hwaddr")
        },
        "macaddr": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["value", "query"], rendering)
            return try HardwareAddress.answer(try spec.requiredText(0), try spec.text(1) ?? "", "macaddr")
        },
    ]

    private static func queried(_ name: String, version: Int?) -> Filter {
        Filter { value, arguments, rendering throws(JinjaError) in
            let names = version == nil ? ["value", "query", "version", "alias"] : ["value", "query"]
            let spec = try ArgumentSpec(value, arguments, names, rendering)
            switch spec[0] {
            case .string, .markup, .list, .int, .bool: break
            case .object(let object) where object is BigIntegerValue || object is GeneratorValue: break
            default: throw JinjaError(.type, "\(name) needs text, a number or a list, not a \(spec[0].typeName)")
            }
            let wanted = version == nil ? try spec.number(2) : version
            return try AddressQuery(rendering: rendering, version: wanted, name: name)
                .answer(spec[0], try spec.text(1) ?? "")
        }
    }

    /// The address that an interface with this hardware address gives itself in a network (RFC 4291).
    private static let slaac = Filter { value, arguments, rendering throws(JinjaError) in
        let spec = try ArgumentSpec(value, arguments, ["value", "query"], rendering)
        guard let input = try AddressValue(.string(try spec.requiredText(0)), version: nil, rendering),
            input.block.isV6, let hardware = HardwareAddress(try spec.text(1) ?? "")
        else { return .bool(false) }
        let network = NetAddress(input.block.first, isV6: true)
        return .string(try network.advanced(by: Int128(hardware.modifiedEUI64)).text)
    }
}

extension NetBlock {
    /// A network as Python's `ipaddress` reads it: without host bits, and perhaps with a zone (RFC 4007).
    init?(strict text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let address = NetAddress(zoned: parts[0]) else { return nil }
        var block = NetBlock(address, prefix: address.width)
        if parts.count == 2 {
            // Only digits or, for IPv4, a mask: no signs, spaces or underscores.
            guard parts[1].utf8.allSatisfy({ $0.isDigit || ($0 == 46 && !address.isV6) }),
                let read = NetBlock("\(address.text)/\(parts[1])")
            else { return nil }
            block = read
        }
        guard block.isNetwork else { return nil }
        self = block
    }
}

extension NetAddress {
    /// An address, for IPv6 perhaps with a zone behind a percent sign.
    init?(zoned text: String) {
        let parts = text.split(separator: "%", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.count == 1 || !parts[1].isEmpty, let address = NetAddress(String(parts[0])),
            parts.count == 1 || address.isV6
        else { return nil }
        self = address
    }
}
