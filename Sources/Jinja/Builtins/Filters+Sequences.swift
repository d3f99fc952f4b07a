/// Filters on lists and dictionaries.
extension Filters {
    static let sequences: [String: Filter] = [
        "length": Filters.length,
        "count": Filters.length,
        "list": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .list(ListValue(try rendering.array(value)))
        },
        "first": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            var cursor = try rendering.cursor(value)
            return try cursor.next()
                ?? rendering.undefined(
                    "first", hint: "There is no first item, the list is empty",
                    pythonHint: "No first item, sequence was empty.")
        },
        "last": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            let items = try Filters.reversible(value, rendering)
            // Walking backwards asks markup for its items, which are markup; walking forwards does not.
            if value.isMarkup, let last = items.last?.stringValue { return .markup(last) }
            return items.last
                ?? rendering.undefined(
                    "last", hint: "There is no last item, the list is empty",
                    pythonHint: "No last item, sequence was empty.")
        },
        "random": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            let items = try Filters.reversible(value, rendering)
            return items.randomElement()
                ?? rendering.undefined(
                    "random", hint: "There is no item to choose from", pythonHint: "No random item, sequence was empty."
                )
        },
        "join": Filter { value, arguments, rendering throws(JinjaError) in
            try Filters.join(value, arguments, rendering)
        },
        "reverse": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            if let text = value.stringValue {
                let result = PythonText.string(text.unicodeScalars.reversed())
                return value.isMarkup ? .markup(result) : .string(result)
            }
            let items = try rendering.array(value)
            if value.isGenerator { return .list(ListValue(items.reversed())) }
            return rendering.generator(of: items.reversed(), "reverse")
        },
        "batch": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("linecount", "fill_with", required: 1)
            let size = try (bound[0] ?? .none).wholeNumber("batch")
            let fill = bound[1] ?? .none
            // Python asks whether a row is full before it adds to it: a size of 0 gives an empty row first.
            var isFirst = true
            var pending: Value?
            return try rendering.generator(over: value, "batch") { cursor throws(JinjaError) in
                var row: [Value] = []
                if let item = pending {
                    row.append(item)
                    pending = nil
                }
                while row.count < size || (size <= 0), let item = try cursor.next() {
                    if isFirst, size == 0 {
                        isFirst = false
                        pending = item
                        return .list(ListValue([]))
                    }
                    try rendering.tick()
                    row.append(item)
                }
                if row.isEmpty { return nil }
                if !fill.isNone, row.count < size {
                    try rendering.tick(size - row.count)
                    row += Array(repeating: fill, count: size - row.count)
                }
                return .list(ListValue(row))
            }
        },
        "slice": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("slices", "fill_with", required: 1)
            let count = try (bound[0] ?? .none).wholeNumber("slice")
            let fill = bound[1] ?? .none
            return rendering.generator("slice") { () throws(JinjaError) in
                let items = try rendering.array(value)
                guard count != 0 else { throw JinjaError(.arithmetic, "slice needs at least one slice") }
                try rendering.tick(max(0, count))
                return Filters.slices(items, count, fill)
            }
        },
        "items": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return rendering.generator("items") { () throws(JinjaError) in
                switch value {
                case .undefined: return []
                case .dict(let dict): return DictView(dict, .items).elements
                default: throw JinjaError(.type, "items needs a dictionary, not a \(value.typeName)")
                }
            }
        },
        "unique": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("case_sensitive", "attribute")
            let key = try AttributePath(bound[1] ?? .none, foldsCase: !(try bound[0]?.isTrue() ?? false))
            var seen: Set<DictKey> = []
            return try rendering.generator(over: value, "unique") { cursor throws(JinjaError) in
                while let item = try cursor.next() {
                    try rendering.tick()
                    if seen.insert(DictKey(try DictKey.checked(try key.value(of: item, rendering)))).inserted {
                        return item
                    }
                }
                return nil
            }
        },
    ]

    private static let length = Filter { value, arguments, _ throws(JinjaError) in
        _ = try arguments.positionalOnly(0...0)
        guard let length = try value.length() else {
            throw JinjaError(.type, "A \(value.typeName) has no length\(value.isGenerator ? "; add |list before" : "")")
        }
        return .int(length)
    }

    /// The items of what Python's `reversed` accepts.
    private static func reversible(_ value: Value, _ rendering: Rendering) throws(JinjaError) -> [Value] {
        if value.isGenerator { throw JinjaError(.type, "The result of a filter has no end yet; add |list before") }
        return try rendering.array(value)
    }

    private static func slices(_ items: [Value], _ count: Int, _ fill: Value) -> [Value] {
        guard count > 0 else { return [] }
        let size = items.count / count
        let extra = items.count % count
        var start = 0
        return (0..<count).map { index in
            var row = Array(items[start..<(start + size + (index < extra ? 1 : 0))])
            start += row.count
            if !fill.isNone, index >= extra { row.append(fill) }
            return .list(ListValue(row))
        }
    }

    private static func join(
        _ value: Value, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        let bound = try arguments.bind("d", "attribute")
        let separator = bound[0] ?? .string("")
        var items = try rendering.array(value)
        if let attribute = bound[1], !attribute.isNone {
            let path = try AttributePath(attribute)
            for index in items.indices { items[index] = try path.value(of: items[index], rendering) }
        }
        let escapes = rendering.autoescape && (separator.isMarkup || items.contains { $0.isMarkup })
        var text = ""
        let joint = escapes ? try rendering.escaped(separator) : try rendering.text(of: separator)
        for (position, item) in items.enumerated() {
            if position > 0 { text += joint }
            text += escapes ? try rendering.escaped(item) : try rendering.text(of: item)
            try rendering.checkLength(text.utf8.count)
        }
        return escapes ? .markup(text) : .string(text)
    }
}

extension Value {
    var isGenerator: Bool {
        if case .object(let object) = self { object is GeneratorValue } else { false }
    }
}

extension Rendering {
    /// Finished items behind a value that can be walked over once.
    func generator(of items: [Value], _ name: String) -> Value {
        var cursor = Cursor(items)
        return .object(
            GeneratorValue(name: name, iterator: ValueIterator { () throws(JinjaError) in try cursor.next() }))
    }

    /// Items that are worked out, or refused, when the first one is wanted.
    func generator(_ name: String, _ items: @escaping () throws(JinjaError) -> [Value]) -> Value {
        var cursor: Cursor?
        let iterator = ValueIterator { () throws(JinjaError) in
            var current = cursor == nil ? Cursor(try items()) : cursor
            defer { cursor = current }
            return try current?.next()
        }
        return .object(GeneratorValue(name: name, iterator: iterator))
    }
}
