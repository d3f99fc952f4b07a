/// Filters that choose, order, group and map.
extension Filters {
    static let selection: [String: Filter] = [
        "default": Filters.fallback,
        "d": Filters.fallback,
        "attr": Filter { value, arguments, rendering throws(JinjaError) in
            let name = try (try arguments.bind("name", required: 1)[0] ?? .none).textArgument("attr")
            if case .undefined(let undefined) = value { throw undefined.error }
            // Only attributes: unlike with a dot, members of a dictionary are not looked at.
            if case .dict = value, !Methods.exists(name, on: value) { return rendering.missing(name, of: value) }
            return try rendering.attribute(name, of: value)
        },
        "map": Filter { value, arguments, rendering throws(JinjaError) in
            var function: ((Value) throws(JinjaError) -> Value)?
            let escapes = rendering.autoescape
            return try rendering.generator(over: value, "map", emptyWhenFalse: true) { cursor throws(JinjaError) in
                guard let item = try cursor.next() else { return nil }
                try rendering.tick()
                // Only when there is an item does Python look whether the filter exists.
                let apply: (Value) throws(JinjaError) -> Value
                if let function { apply = function } else { apply = try Filters.mapping(arguments, escapes, rendering) }
                function = apply
                return try apply(item)
            }
        },
        "select": Filters.selecting(true, byAttribute: false, "select"),
        "reject": Filters.selecting(false, byAttribute: false, "reject"),
        "selectattr": Filters.selecting(true, byAttribute: true, "selectattr"),
        "rejectattr": Filters.selecting(false, byAttribute: true, "rejectattr"),
        "sort": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("reverse", "case_sensitive", "attribute")
            let foldsCase = !(try bound[1]?.isTrue() ?? false)
            let paths = try AttributePath.list(bound[2] ?? .none, foldsCase: foldsCase)
            let items = try rendering.array(value)
            let reverse = try bound[0]?.isTrue() ?? false
            let sorted = try Sorting.sorted(items, reverse: reverse, rendering) { item throws(JinjaError) in
                if paths.count == 1, let only = paths.first {
                    let key = try only.value(of: item, rendering)
                    if !key.isUndefined { return key }
                }
                var keys: [Value] = []
                for path in paths { keys.append(try path.value(of: item, rendering)) }
                // Alone, an undefined key has no order; in a list it equals another one.
                return .list(ListValue(keys))
            }
            return .list(ListValue(sorted))
        },
        "dictsort": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("case_sensitive", "by", "reverse")
            if case .undefined(let undefined) = value { throw undefined.error }
            guard case .dict(let dict) = value else { throw JinjaError(.type, "dictsort needs a dictionary") }
            let by = try bound[1]?.textArgument("dictsort") ?? "key"
            guard by == "key" || by == "value" else {
                throw JinjaError(.value, "dictsort sorts by “key” or by “value”")
            }
            let key = try AttributePath(.int(by == "key" ? 0 : 1), foldsCase: !(try bound[0]?.isTrue() ?? false))
            let sorted = try Sorting.sorted(
                DictView(dict, .items).elements, reverse: try bound[2]?.isTrue() ?? false, rendering
            ) { item throws(JinjaError) in try key.value(of: item, rendering) }
            return .list(ListValue(sorted))
        },
        "groupby": Filter { value, arguments, rendering throws(JinjaError) in
            try Filters.groups(value, arguments, rendering)
        },
        "min": Filters.extreme(isMaximum: false),
        "max": Filters.extreme(isMaximum: true),
    ]

    private static let fallback = Filter { value, arguments, _ throws(JinjaError) in
        let bound = try arguments.bind("default_value", "boolean")
        let fallback = bound[0] ?? .string("")
        if value.isUndefined { return fallback }
        if try bound[1]?.isTrue() ?? false, try !value.isTrue() { return fallback }
        return value
    }

    /// What `map` does to each item: looks up an attribute or applies a filter.
    private static func mapping(
        _ arguments: Arguments, _ escapes: Bool, _ rendering: Rendering
    ) throws(JinjaError) -> (Value) throws(JinjaError) -> Value {
        if arguments.positional.isEmpty, let attribute = arguments.named.first(where: { $0.name == "attribute" }) {
            if let extra = arguments.named.first(where: { $0.name != "attribute" && $0.name != "default" }) {
                throw JinjaError(.value, "map has no argument named “\(extra.name)”")
            }
            let fallback = arguments.named.first { $0.name == "default" }?.value
            let path = try AttributePath(attribute.value, fallback: fallback.flatMap { $0.isNone ? nil : $0 })
            return { item throws(JinjaError) in try path.value(of: item, rendering) }
        }
        guard let name = arguments.positional.first else {
            throw JinjaError(.value, "map needs the name of a filter, or attribute=…")
        }
        let filter = try rendering.filter(named: name)
        var rest = arguments
        rest.positional.removeFirst()
        return { [rest] item throws(JinjaError) in
            rendering.escapes = escapes
            try rendering.workOn(item)
            let result = try filter.body(item, rest, rendering)
            try rendering.count(result)
            return result
        }
    }

    private static func selecting(_ keeps: Bool, byAttribute: Bool, _ name: String) -> Filter {
        Filter { value, arguments, rendering throws(JinjaError) in
            var chooser: Chooser?
            return try rendering.generator(over: value, name, emptyWhenFalse: true) { cursor throws(JinjaError) in
                while let item = try cursor.next() {
                    try rendering.tick()
                    let known: Chooser
                    if let chooser {
                        known = chooser
                    } else {
                        known = try Chooser(arguments, byAttribute: byAttribute, name, rendering)
                    }
                    chooser = known
                    if try known.accepts(item, rendering) == keeps { return item }
                }
                return nil
            }
        }
    }

    private static func groups(
        _ value: Value, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        let bound = try arguments.bind("attribute", "default", "case_sensitive", required: 1)
        let fallback = bound[1].flatMap { $0.isNone ? nil : $0 }
        let foldsCase = !(try bound[2]?.isTrue() ?? false)
        let key = try AttributePath(bound[0] ?? .none, foldsCase: foldsCase, fallback: fallback)
        let shown = try AttributePath(bound[0] ?? .none, fallback: fallback)
        let sorted = try Sorting.sorted(try rendering.array(value), reverse: false, rendering) {
            item throws(JinjaError) in try key.value(of: item, rendering)
        }
        var groups: [(key: Value, items: [Value])] = []
        for item in sorted {
            let itemKey = try key.value(of: item, rendering)
            if let last = groups.last, try Comparison.equal(last.key, itemKey, rendering) {
                groups[groups.count - 1].items.append(item)
            } else {
                groups.append((itemKey, [item]))
            }
        }
        var result: [Value] = []
        for group in groups {
            let label = foldsCase ? try shown.value(of: group.items[0], rendering) : group.key
            result.append(.tuple(TupleValue([label, .list(ListValue(group.items))], names: ["grouper", "list"])))
        }
        return .list(ListValue(result))
    }

    private static func extreme(isMaximum: Bool) -> Filter {
        Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("case_sensitive", "attribute")
            let key = try AttributePath(bound[1] ?? .none, foldsCase: !(try bound[0]?.isTrue() ?? false))
            var best: (key: Value, item: Value)?
            for item in try rendering.array(value) {
                let itemKey = try key.value(of: item, rendering)
                guard let current = best else {
                    best = (itemKey, item)
                    continue
                }
                let wins =
                    isMaximum
                    ? try Comparison.less(current.key, itemKey, rendering)
                    : try Comparison.less(itemKey, current.key, rendering)
                if wins { best = (itemKey, item) }
            }
            return best?.item
                ?? rendering.undefined(
                    isMaximum ? "max" : "min", hint: "The list is empty",
                    pythonHint: "No aggregated item, sequence was empty.")
        }
    }
}

extension Rendering {
    func filter(named name: Value) throws(JinjaError) -> Filter {
        if case .undefined(let undefined) = name { throw undefined.error }
        guard let text = name.stringValue, let filter = self.environment.filter(text) else {
            throw JinjaError(.runtime, "There is no filter “\(name.stringValue ?? name.typeName)”")
        }
        return filter
    }

    func test(named name: Value) throws(JinjaError) -> Filter {
        if case .undefined(let undefined) = name { throw undefined.error }
        guard let text = name.stringValue, let test = self.environment.test(text) else {
            throw JinjaError(.runtime, "There is no test “\(name.stringValue ?? name.typeName)”")
        }
        return test
    }
}
