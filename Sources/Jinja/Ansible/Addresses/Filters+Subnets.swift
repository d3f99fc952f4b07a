/// The filters of ansible.utils that relate networks to each other.
extension Filters {
    static let subnets: [String: Filter] = [
        "ipsubnet": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["value", "query", "index"], rendering)
            let text = try spec.requiredText(0)
            let query = try spec.text(1) ?? ""
            let index = try spec.number(2)
            guard let input = try AddressValue(.string(text), version: nil, rendering) else { return .bool(false) }
            return try Subnetting(block: input.block.cidr, rendering: rendering).answer(query, index)
        },
        "nthhost": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["value", "query"], rendering)
            let query = try spec.text(1) ?? ""
            guard let input = try AddressValue(.string(try spec.requiredText(0)), version: nil, rendering),
                let index = AddressValue.number(query), index < 0 || UInt128(index) <= input.block.span
            else { return .bool(false) }
            guard let address = input.block[index] else {
                throw JinjaError(.value, "The network has fewer addresses than nthhost goes back")
            }
            return .string(address.text)
        },
        "next_nth_usable": Filters.stepping(1),
        "previous_nth_usable": Filters.stepping(-1),
        "network_in_usable": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["value", "test"], rendering)
            let outer = try AddressRange(usable: spec.requiredText(0), rendering)
            return .bool(outer.contains(try AddressRange(spec.text(1) ?? "", rendering)))
        },
        "network_in_network": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["value", "test"], rendering)
            let outer = try AddressRange(spec.requiredText(0), rendering)
            return .bool(outer.contains(try AddressRange(spec.text(1) ?? "", rendering)))
        },
        "reduce_on_network": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["value", "network"], rendering)
            let texts = try spec.texts(0)
            let outer = try AddressRange(spec.text(1) ?? "", rendering)
            var kept: [Value] = []
            for text in texts where outer.contains(try AddressRange(text, rendering)) { kept.append(.string(text)) }
            return .list(ListValue(kept))
        },
        "cidr_merge": Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["value", "action"], rendering)
            var blocks: [NetBlock] = []
            let action = try spec.text(1) ?? "merge"
            for text in try spec.texts(0) {
                guard let block = NetBlock(text) else { throw JinjaError(.value, "cidr_merge needs addresses") }
                blocks.append(block)
            }
            try rendering.tick(blocks.count * 8)
            switch action {
            case "merge": return .list(ListValue(CIDRMerge.merged(blocks).map { .string($0.text) }))
            case "span": return try CIDRMerge.span(blocks).map { .string($0.text) } ?? .none
            default: throw JinjaError(.value, "cidr_merge knows the actions “merge” and “span”")
            }
        },
    ]

    private static func stepping(_ sign: Int128) -> Filter {
        Filter { value, arguments, rendering throws(JinjaError) in
            let spec = try ArgumentSpec(value, arguments, ["value", "offset"], rendering)
            guard let input = try AddressValue(.string(try spec.requiredText(0)), version: nil, rendering) else {
                return .bool(false)
            }
            let offset = try spec.requiredNumber(1)
            guard let usable = input.block.usable else { return .none }
            return try AddressQuery.stepped(input.block, sign * Int128(offset), usable.first, usable.last)
                .map { .string($0.text) } ?? .none
        }
    }
}

/// The numbers from one address to another; of what is no address, only zero, as in Ansible.
struct AddressRange {
    private let first: UInt128
    private let last: UInt128

    /// Network and broadcast address; networks of one or two addresses count as their first.
    init(_ text: String, _ rendering: Rendering) throws(JinjaError) {
        let block = try AddressValue(.string(text), version: nil, rendering)?.block.cidr
        self.first = block?.first ?? 0
        self.last = block?.broadcast?.value ?? self.first
    }

    /// The addresses for hosts.
    init(usable text: String, _ rendering: Rendering) throws(JinjaError) {
        let block = try AddressValue(.string(text), version: nil, rendering)?.block.cidr
        self.first = block?.usable?.first ?? block?.first ?? 0
        self.last = block?.usable?.last ?? block?.first ?? 0
    }

    func contains(_ other: AddressRange) -> Bool {
        other.first >= self.first && other.first <= self.last && other.last >= self.first && other.last <= self.last
    }
}

/// `ipsubnet`: how a network splits, and where it lies in a larger one.
struct Subnetting {
    let block: NetBlock
    let rendering: Rendering

    func answer(_ query: String, _ index: Int?) throws(JinjaError) -> Value {
        if query.isEmpty { return .string(self.block.text) }
        guard query.utf8.allSatisfy(\.isDigit) else { return try self.position(in: query) }
        guard let prefix = Int(query), prefix <= self.block.width else { return .bool(false) }
        if self.block.isSingle { return try self.supernet(prefix, index) }
        let difference = prefix - self.block.prefix
        guard let index else {
            guard difference >= 0 else { throw JinjaError(.value, "A network cannot be split into larger ones") }
            return .string(try self.rendering.text(of: WideNumber.successor(of: self.ones(difference))))
        }
        // A larger prefix than the network's has less than one part: only the part 0 exists.
        let last = difference < 0 ? 0 : self.ones(difference)
        var place = UInt128(index.magnitude)
        if index < 0 {
            guard difference >= 0, place <= last || place - 1 == last else { return .bool(false) }
            place = last - (place - 1)
        }
        guard place <= last else { return .bool(false) }
        let size = self.block.width - prefix
        let number = self.block.first + (size == 128 ? 0 : place << UInt128(size))
        guard let subnet = NetBlock("\(NetAddress(number: number).text)/\(prefix)") else {
            throw JinjaError(.value, "The subnet cannot be written")
        }
        return .string(subnet.text)
    }

    private func ones(_ count: Int) -> UInt128 { count == 128 ? UInt128.max : (1 << UInt128(count)) - 1 }

    private func supernet(_ prefix: Int, _ index: Int?) throws(JinjaError) -> Value {
        let width = self.block.width
        if let index, index > width + 1 - index || index < prefix - width { return .bool(false) }
        let count = width - prefix
        let place = index ?? 0
        let position = place < 0 ? place + count : place
        guard position >= 0, position < count else {
            throw JinjaError(.value, "The address has no network of this size")
        }
        return .string(NetBlock(self.block.address, prefix: prefix + position).cidr.text)
    }

    /// The number of this network among those of its size in a larger one, from 1.
    private func position(in query: String) throws(JinjaError) -> Value {
        guard let input = try AddressValue(.string(query), version: nil, self.rendering) else {
            throw JinjaError(.value, "ipsubnet needs a network or an address")
        }
        let outer = input.isNetwork && input.block.isNetwork && !input.block.isSingle ? input.block.cidr : input.block
        let shift = self.block.width - outer.prefix
        let difference = self.block.prefix - outer.prefix
        guard shift >= 0, difference >= 0,
            Self.shifted(self.block.first, shift) == Self.shifted(outer.address.value, shift)
        else { throw JinjaError(.value, "The network does not lie in the other one") }
        let number = Self.shifted(self.block.first, self.block.width - self.block.prefix) & self.ones(difference)
        return .string(try self.rendering.text(of: WideNumber.successor(of: number)))
    }

    private static func shifted(_ number: UInt128, _ count: Int) -> UInt128 {
        count >= 128 ? 0 : number >> UInt128(count)
    }
}
