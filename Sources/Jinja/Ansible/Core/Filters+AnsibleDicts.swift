/// Ansible's filters on dictionaries.
extension Filters {
    static let ansibleDicts: [String: Filter] = [
        "combine": Filter { value, arguments, rendering throws(JinjaError) in
            try Filters.combine(value, arguments, rendering)
        },
        "dict2items": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("key_name", "value_name")
            let keyName = try DictKey.checked(bound[0] ?? .string("key"))
            let valueName = try DictKey.checked(bound[1] ?? .string("value"))
            if case .undefined(let undefined) = value { throw undefined.error }
            guard case .dict(let dict) = value else {
                throw JinjaError(.type, "dict2items needs a dictionary, not a \(value.typeName)")
            }
            try rendering.tick(dict.count)
            return .list(
                ListValue(
                    zip(dict.keys, dict.values).map { key, value in
                        .dict(DictValue(keys: [keyName, valueName], values: [key, value]))
                    }))
        },
        "items2dict": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("key_name", "value_name")
            let keyName = bound[0] ?? .string("key")
            let valueName = bound[1] ?? .string("value")
            if case .undefined(let undefined) = value { throw undefined.error }
            guard value.isPythonSequence else {
                throw JinjaError(.type, "items2dict needs a list, not a \(value.typeName)")
            }
            let result = DictValue()
            for item in try rendering.array(value) {
                guard case .dict(let dict) = item, let key = dict.value(of: keyName),
                    let member = dict.value(of: valueName)
                else { throw JinjaError(.type, "items2dict needs dictionaries that have both keys") }
                result.set(try DictKey.checked(key), member)
            }
            return .dict(result)
        },
        "rekey_on_member": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("key", "duplicates", required: 1)
            let duplicates = try bound[1]?.textArgument("rekey_on_member") ?? "error"
            guard duplicates == "error" || duplicates == "overwrite" else {
                throw JinjaError(.value, "The duplicates of rekey_on_member are “error” or “overwrite”")
            }
            var items: [Value]
            if case .dict(let dict) = value {
                items = dict.values
            } else {
                guard value.stringValue == nil else { throw JinjaError(.type, "rekey_on_member needs a list") }
                items = try rendering.array(value)
            }
            let result = DictValue()
            for item in items {
                guard case .dict(let dict) = item else {
                    throw JinjaError(.type, "rekey_on_member needs dictionaries")
                }
                guard let key = dict.value(of: try DictKey.checked(bound[0] ?? .none)) else {
                    throw JinjaError(.value, "An item lacks the key of rekey_on_member")
                }
                let isTaken = result.value(of: try DictKey.checked(key)) != nil
                guard duplicates == "overwrite" || !isTaken else {
                    throw JinjaError(.value, "Two items have the same value for the key of rekey_on_member")
                }
                result.set(key, item)
            }
            return .dict(result)
        },
    ]

    private static func combine(
        _ value: Value, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        var isRecursive = false
        var merge = DictMerge.Lists.replace
        for (name, given) in arguments.named {
            switch name {
            case "recursive": isRecursive = try given.isTrue()
            case "list_merge":
                guard let known = DictMerge.Lists(rawValue: given.stringValue ?? "") else {
                    throw JinjaError(.value, "list_merge is replace, keep, append, prepend, append_rp or prepend_rp")
                }
                merge = known
            default: throw JinjaError(.type, "There is no argument named “\(name)”")
            }
        }
        let terms = Value.list(ListValue([value] + arguments.positional))
        let dicts = try Filters.flat(terms, .int(1), true, rendering, depth: 0)
        guard var result = dicts.last else { return .dict(DictValue()) }
        let merging = DictMerge(lists: merge, isRecursive: isRecursive, rendering: rendering)
        for dict in dicts.dropLast().reversed() { result = try merging.merged(dict, result, depth: 0) }
        return result
    }
}

/// How `combine` lays a dictionary over another.
struct DictMerge {
    enum Lists: String {
        case replace, keep, append, prepend
        case appendPresent = "append_rp"
        case prependPresent = "prepend_rp"
    }

    let lists: Lists
    let isRecursive: Bool
    let rendering: Rendering

    /// The members of `low`, with those of `high` before them in rank.
    func merged(_ low: Value, _ high: Value, depth: Int) throws(JinjaError) -> Value {
        guard depth < 100 else { throw JinjaError(.limit, "The dictionaries nest too deeply to be combined") }
        for value in [low, high] {
            if case .undefined(let undefined) = value { throw undefined.error }
        }
        guard case .dict(let base) = low, case .dict(let over) = high else {
            throw JinjaError(.type, "combine needs dictionaries")
        }
        try self.rendering.tick(base.count + over.count)
        if base.count == 0 { return .dict(over.copy()) }
        if try Comparison.equal(low, high, self.rendering) { return .dict(over.copy()) }
        if over.count == 0 { return low }
        let result = base.copy()
        for (key, value) in zip(over.keys, over.values) {
            result.set(key, try self.member(result.value(of: key), value, depth))
        }
        return .dict(result)
    }

    private func member(_ low: Value?, _ high: Value, _ depth: Int) throws(JinjaError) -> Value {
        switch (low, high) {
        case (.dict, .dict) where self.isRecursive: return try self.merged(low ?? .none, high, depth: depth + 1)
        case (.list(let x), .list(let y)):
            let members = SetMembers(self.rendering)
            switch self.lists {
            case .replace: return high
            case .keep: return .list(x)
            case .append: return .list(ListValue(x.items + y.items))
            case .prepend: return .list(ListValue(y.items + x.items))
            case .appendPresent:
                return .list(ListValue(try members.filter(x.items, in: y.items, keeps: false) + y.items))
            case .prependPresent:
                return .list(ListValue(y.items + (try members.filter(x.items, in: y.items, keeps: false))))
            }
        default: return high
        }
    }
}
