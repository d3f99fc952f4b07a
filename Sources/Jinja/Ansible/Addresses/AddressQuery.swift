/// `ipaddr` and its relatives: asks one thing about an address or network.
struct AddressQuery {
    let rendering: Rendering
    /// Four, six, or nil for both.
    var version: Int?
    /// The filter's name in messages.
    var name = "ipaddr"

    /// The answer; false for what is no address, and none where the question does not fit.
    func answer(_ value: Value, _ query: String = "", depth: Int = 0) throws(JinjaError) -> Value {
        try self.rendering.tick()
        if let items = value.items { return try self.answers(items, query, depth) }
        if value.isGenerator { return try self.answers(try self.rendering.array(value), query, depth) }
        if case .bool = value { return .bool(false) }
        guard try value.isTrue(), let input = try AddressValue(value, version: self.version, self.rendering) else {
            return .bool(false)
        }
        let lookup = try self.lookup(query, depth)
        if let version = self.version, version != 0, input.block.address.version != version { return .bool(false) }
        if let lookup {
            return lookup.cidr.contains(input.block) ? input.value : .none
        }
        guard let question = Self.questions[query] else { return try self.indexed(input, query) }
        return try question(input, self)
    }

    private func answers(_ items: [Value], _ query: String, _ depth: Int) throws(JinjaError) -> Value {
        guard depth < 50 else { throw JinjaError(.limit, "The lists of addresses nest too deeply") }
        var kept: [Value] = []
        for item in items {
            let answer = try AddressQuery(rendering: self.rendering, version: self.version)
                .answer(item, query, depth: depth + 1)
            if try answer.isTrue() { kept.append(answer) }
        }
        return .list(ListValue(kept))
    }

    /// The network that a query names, for which the input must lie inside.
    private func lookup(_ query: String, _ depth: Int) throws(JinjaError) -> NetBlock? {
        guard !query.isEmpty, Self.questions[query] == nil, !query.utf8.allSatisfy(\.isDigit), depth < 50 else {
            return nil
        }
        return NetBlock(query)
    }

    /// The address at an index of the network.
    private func indexed(_ input: AddressValue, _ query: String) throws(JinjaError) -> Value {
        guard NumberText.double(query) != nil else {
            throw JinjaError(.value, "\(self.name) does not know this query")
        }
        if input.block.isSingle { return .string(input.isNetwork ? input.block.text : input.block.address.text) }
        guard let index = AddressValue.number(query), let address = input.block[index] else { return .bool(false) }
        return .string("\(address.text)/\(input.block.prefix)")
    }

    /// Whether an answer counts as true.
    func holds(_ value: Value, _ query: String) throws(JinjaError) -> Bool {
        try self.answer(value, query).isTrue()
    }
}
