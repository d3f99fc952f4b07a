/// Ansible's filters that treat lists as sets. Whole numbers, such as VLANs, come in the order of Python's hash tables;
/// for other values Python has no order, and here the first appearance counts.
extension Filters {
    static let ansibleSets: [String: Filter] = [
        "union": Filters.set { a, b, members throws(JinjaError) in
            if let a = PythonSet(a), let b = PythonSet(b) { return a.union(b) }
            return try members.distinct(a + b)
        },
        "intersect": Filters.set { a, b, members throws(JinjaError) in
            if let a = PythonSet(a), let b = PythonSet(b) { return a.intersection(b) }
            return try members.distinct(try members.filter(a, in: b, keeps: true))
        },
        "difference": Filters.set { a, b, members throws(JinjaError) in
            if let a = PythonSet(a), let b = PythonSet(b) { return a.difference(b) }
            return try members.distinct(try members.filter(a, in: b, keeps: false))
        },
        "symmetric_difference": Filters.set { a, b, members throws(JinjaError) in
            if let a = PythonSet(a), let b = PythonSet(b) { return a.symmetricDifference(b) }
            let onlyA = try members.filter(a, in: b, keeps: false)
            return try members.distinct(onlyA + (try members.filter(b, in: a, keeps: false)))
        },
    ]

    /// Filters that have the name of one of the language's own.
    static let ansibleOverrides: [String: Filter] = [
        "unique": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("case_sensitive", "attribute")
            let path = bound[1].flatMap { $0.isNone ? nil : $0 }
            let foldsCase = !(try bound[0]?.isTrue() ?? false)
            let isPlain = path == nil && (bound[0].map { $0.isNone } ?? true || !foldsCase)
            let items = try rendering.array(value)
            let members = SetMembers(rendering)
            let key = try AttributePath(path ?? .none, foldsCase: foldsCase)
            var keys: [Value] = []
            for item in items { keys.append(try key.value(of: item, rendering)) }
            if isPlain, keys.contains(where: { !members.isHashable($0) }) {
                return .list(ListValue(try members.distinct(items)))
            }
            var seen: Set<DictKey> = []
            var kept: [Value] = []
            for (item, key) in zip(items, keys) where seen.insert(DictKey(try DictKey.checked(key))).inserted {
                kept.append(item)
            }
            return .list(ListValue(kept))
        }
    ]

    private static func set(
        _ body: @escaping @Sendable ([Value], [Value], SetMembers) throws(JinjaError) -> [Value]
    ) -> Filter {
        Filter { value, arguments, rendering throws(JinjaError) in
            let other = try arguments.bind("b", required: 1)[0] ?? .none
            return .list(
                ListValue(try body(try rendering.array(value), try rendering.array(other), SetMembers(rendering))))
        }
    }
}

/// Membership by Python's equality: by hash where all items have one, else by comparing.
struct SetMembers {
    private let rendering: Rendering

    init(_ rendering: Rendering) {
        self.rendering = rendering
    }

    func isHashable(_ value: Value) -> Bool {
        switch value {
        case .list, .dict, .undefined: false
        case .tuple(let tuple): tuple.items.allSatisfy(self.isHashable)
        default: true
        }
    }

    /// The items without repetition, in the order of their first appearance.
    func distinct(_ items: [Value]) throws(JinjaError) -> [Value] {
        if items.allSatisfy(self.isHashable) {
            var seen: Set<DictKey> = []
            return items.filter { seen.insert(DictKey($0)).inserted }
        }
        var kept: [Value] = []
        for item in items where try !self.contains(kept, item) { kept.append(item) }
        return kept
    }

    func filter(_ items: [Value], in others: [Value], keeps: Bool) throws(JinjaError) -> [Value] {
        if (items + others).allSatisfy(self.isHashable) {
            let wanted = Set(others.map { DictKey($0) })
            return items.filter { wanted.contains(DictKey($0)) == keeps }
        }
        var kept: [Value] = []
        for item in items where try self.contains(others, item) == keeps { kept.append(item) }
        return kept
    }

    private func contains(_ items: [Value], _ wanted: Value) throws(JinjaError) -> Bool {
        try self.rendering.tick(items.count)
        for item in items where try Comparison.equal(item, wanted, self.rendering) { return true }
        return false
    }
}
