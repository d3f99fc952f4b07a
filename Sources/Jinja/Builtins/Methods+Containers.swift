/// Methods of lists, tuples and dictionaries.
extension Methods {
    static func search(
        _ name: String, _ items: [Value], _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        let values = try arguments.positionalOnly(name == "count" ? 1...1 : 1...3)
        try rendering.tick(items.count)
        if name == "count" {
            var count = 0
            for item in items where try Comparison.equal(item, values[0], rendering) { count += 1 }
            return .int(count)
        }
        let bounds = try Slicing.indices(
            items.count, values.count > 1 ? try values[1].wholeNumber(name) : nil,
            values.count > 2 ? try values[2].wholeNumber(name) : nil, nil)
        var position = bounds.first
        while position < bounds.end {
            if try Comparison.equal(items[position], values[0], rendering) { return .int(position) }
            position += 1
        }
        throw JinjaError(.value, "The value is not in the list")
    }

    static func list(
        _ name: String, _ list: ListValue, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        switch name {
        case "count", "index": return try self.search(name, list.items, arguments, rendering)
        case "copy":
            _ = try arguments.positionalOnly(0...0)
            try rendering.tick(list.items.count)
            return .list(ListValue(list.items))
        default: break
        }
        try self.change(list, rendering)
        switch name {
        case "append":
            list.items.append(try arguments.positionalOnly(1...1)[0])
            try rendering.tick()
            try rendering.use(bytes: 32)
        case "extend": list.items += try rendering.array(try arguments.positionalOnly(1...1)[0])
        case "insert":
            let values = try arguments.positionalOnly(2...2)
            let index = try values[0].wholeNumber(name)
            let position = index < 0 ? max(0, index + list.items.count) : min(index, list.items.count)
            try rendering.tick(list.items.count - position)
            list.items.insert(values[1], at: position)
        case "pop":
            let index = try arguments.positionalOnly(0...1).first?.wholeNumber(name) ?? -1
            let position = index < 0 ? index + list.items.count : index
            guard list.items.indices.contains(position) else {
                throw JinjaError(.value, "There is no such item to pop")
            }
            try rendering.tick(list.items.count - position)
            return list.items.remove(at: position)
        case "remove":
            guard case .int(let position) = try self.search("index", list.items, arguments, rendering) else { break }
            list.items.remove(at: position)
        case "clear":
            _ = try arguments.positionalOnly(0...0)
            list.items = []
        case "reverse":
            _ = try arguments.positionalOnly(0...0)
            try rendering.tick(list.items.count)
            list.items.reverse()
        default:
            let reverse = try arguments.bind("reverse")[0]?.isTrue() ?? false
            list.items = try Sorting.sorted(list.items, reverse: reverse, rendering) { $0 }
        }
        return .none
    }

    private static func change(_ list: ListValue, _ rendering: Rendering) throws(JinjaError) {
        guard !list.isFrozen else {
            throw JinjaError(
                .unsupported, "This list was given to the template and cannot be changed; copy it with |list")
        }
        guard !list.isTracked else { return }
        list.isTracked = true
        rendering.track(.list(list))
    }

    private static func change(_ dict: DictValue, _ rendering: Rendering) throws(JinjaError) {
        guard !dict.isFrozen else {
            throw JinjaError(
                .unsupported, "This dictionary was given to the template and cannot be changed; copy it with dict(…)")
        }
        guard !dict.isTracked else { return }
        dict.isTracked = true
        rendering.track(.dict(dict))
    }

    static func dict(
        _ name: String, _ dict: DictValue, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        switch name {
        case "get":
            let values = try arguments.positionalOnly(1...2)
            return dict.value(of: try DictKey.checked(values[0])) ?? (values.count > 1 ? values[1] : .none)
        case "fromkeys":
            let values = try arguments.positionalOnly(1...2)
            let result = DictValue()
            for key in try rendering.array(values[0]) {
                result.set(try DictKey.checked(key), values.count > 1 ? values[1] : .none)
            }
            return .dict(result)
        case "items", "keys", "values":
            _ = try arguments.positionalOnly(0...0)
            return .object(DictView(dict, DictView.Part(rawValue: name) ?? .items))
        case "copy":
            _ = try arguments.positionalOnly(0...0)
            try rendering.tick(dict.count)
            return .dict(dict.copy())
        default: break
        }
        try self.change(dict, rendering)
        switch name {
        case "update":
            guard arguments.positional.count <= 1 else { throw JinjaError(.type, "update takes one value and names") }
            if let source = arguments.positional.first { try dict.update(from: source, rendering) }
            for (name, value) in arguments.named { dict.set(.string(name), value) }
            try rendering.tick(1 + arguments.named.count)
            try rendering.use(bytes: DictValue.memberBytes * (1 + arguments.named.count))
            return .none
        case "setdefault":
            let values = try arguments.positionalOnly(1...2)
            let key = try DictKey.checked(values[0])
            if let known = dict.value(of: key) { return known }
            let value = values.count > 1 ? values[1] : .none
            try rendering.tick()
            try rendering.use(bytes: DictValue.memberBytes)
            dict.set(key, value)
            return value
        case "pop":
            let values = try arguments.positionalOnly(1...2)
            try rendering.tick(dict.count)
            if let value = dict.remove(try DictKey.checked(values[0])) { return value }
            guard values.count > 1 else { throw JinjaError(.value, "There is no such member to pop") }
            return values[1]
        case "popitem":
            _ = try arguments.positionalOnly(0...0)
            guard let key = dict.lastKey, let value = dict.remove(key) else {
                throw JinjaError(.value, "The dictionary is empty")
            }
            return .tuple(TupleValue([key, value]))
        default:
            _ = try arguments.positionalOnly(0...0)
            dict.removeAll()
            return .none
        }
    }
}
