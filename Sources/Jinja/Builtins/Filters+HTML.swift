/// Filters that make or undo HTML, URLs and JSON.
extension Filters {
    static let html: [String: Filter] = [
        "escape": Filters.escape,
        "e": Filters.escape,
        "forceescape": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .markup(try rendering.escaped(.string(try rendering.text(of: value))))
        },
        "safe": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .markup(try rendering.text(of: value))
        },
        "striptags": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .string(HTMLText.stripTags(try rendering.text(of: value)))
        },
        "urlencode": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return .string(try Filters.urlencode(value, rendering))
        },
        "urlize": Filter { value, arguments, rendering throws(JinjaError) in
            try Urlize.filter(value, arguments, rendering)
        },
        "xmlattr": Filter { value, arguments, rendering throws(JinjaError) in
            try Filters.xmlattr(value, arguments, rendering)
        },
        "tojson": Filter { value, arguments, rendering throws(JinjaError) in
            let indent = try arguments.bind("indent")[0]
            var writer = JSONWriter(indent: nil, limit: rendering.limits.outputBytes)
            writer.rendering = rendering
            if let indent, !indent.isNone {
                if let text = indent.stringValue {
                    writer.indent = text
                } else {
                    writer.indent = String(repeating: " ", count: min(100, max(0, try indent.wholeNumber("tojson"))))
                }
            }
            return .markup(try writer.text(value))
        },
    ]

    private static let escape = Filter { value, arguments, rendering throws(JinjaError) in
        _ = try arguments.positionalOnly(0...0)
        return .markup(try rendering.escaped(value))
    }

    private static func urlencode(_ value: Value, _ rendering: Rendering) throws(JinjaError) -> String {
        var pairs: [(Value, Value)] = []
        switch value {
        case .dict(let dict): pairs = Array(zip(dict.keys, dict.values))
        case .list, .tuple, .object:
            guard try Cursor(value) != nil else { return try self.quoted(value, rendering) }
            for pair in try rendering.array(value) {
                let items = try rendering.array(pair)
                guard items.count == 2 else { throw JinjaError(.value, "urlencode needs text, a dictionary or pairs") }
                pairs.append((items[0], items[1]))
            }
        case .undefined(let undefined):
            if undefined.isStrict { throw undefined.error }
        default: return try self.quoted(value, rendering)
        }
        var parts: [String] = []
        var length = 0
        for (key, value) in pairs {
            let name = try self.quoted(key, forQuery: true, rendering)
            parts.append("\(name)=\(try self.quoted(value, forQuery: true, rendering))")
            length += (parts.last?.utf8.count ?? 0) + 1
            try rendering.checkLength(length)
        }
        return parts.joined(separator: "&")
    }

    private static func quoted(
        _ value: Value, forQuery: Bool = false, _ rendering: Rendering
    ) throws(JinjaError) -> String {
        let text = try rendering.text(of: value)
        if text.utf8.count > 4096 { try rendering.checkLength(URLText.length(text)) }
        return URLText.quote(text, forQuery: forQuery)
    }

    private static func xmlattr(
        _ value: Value, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        let autospace = try arguments.bind("autospace")[0]?.isTrue() ?? true
        if case .undefined(let undefined) = value { throw undefined.error }
        guard case .dict(let dict) = value else { throw JinjaError(.type, "xmlattr needs a dictionary") }
        var parts: [String] = []
        for (key, member) in zip(dict.keys, dict.values) where !member.isNone && !member.isUndefined {
            let name = try key.textArgument("xmlattr")
            guard !name.utf8.contains(where: { ($0 >= 9 && $0 <= 13) || [32, 47, 62, 61].contains($0) }) else {
                throw JinjaError(.value, "The name of an attribute has a character that it must not have")
            }
            parts.append("\(try rendering.escaped(key))=\"\(try rendering.escaped(member))\"")
        }
        let text = (autospace && !parts.isEmpty ? " " : "") + parts.joined(separator: " ")
        return rendering.autoescape ? .markup(text) : .string(text)
    }
}
