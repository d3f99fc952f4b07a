/// JSON as Python's `json.dumps(value, sort_keys=True)` writes it, made safe for HTML by `tojson`.
struct JSONWriter {
    var indent: String?
    var sortsKeys = true
    let limit: Int
    /// Counts the items as steps.
    var rendering: Rendering?
    private var depth = 0
    private var length = 0

    init(indent: String?, limit: Int) {
        self.indent = indent
        self.limit = limit
    }

    mutating func text(_ value: Value) throws(JinjaError) -> String {
        var result = ""
        for scalar in try self.json(value).unicodeScalars {
            switch scalar {
            case "<": result += "\\u003c"
            case ">": result += "\\u003e"
            case "&": result += "\\u0026"
            case "'": result += "\\u0027"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    mutating func json(_ value: Value) throws(JinjaError) -> String {
        _ = try self.counted(",")
        switch value {
        case .none: return "null"
        case .bool(let truth): return truth ? "true" : "false"
        case .int(let number): return String(number)
        case .double(let number):
            if number.isNaN { return "NaN" }
            if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
            return FloatText.repr(number)
        case .string(let text), .markup(let text): return try self.counted(Self.quoted(text))
        case .list(let list): return try self.array(list.items)
        case .tuple(let tuple): return try self.array(tuple.items)
        case .dict(let dict): return try self.object(dict)
        case .undefined(let undefined): throw undefined.error
        case .object(let object):
            if let big = object as? BigIntegerValue { return try big.number.decimal() }
            throw JinjaError(.type, "A \(object.typeName) cannot be written as JSON")
        }
    }

    private mutating func counted(_ text: String) throws(JinjaError) -> String {
        self.length += text.utf8.count
        guard self.length <= self.limit else { throw JinjaError(.limit, "The JSON is longer than \(self.limit) bytes") }
        return text
    }

    private mutating func array(_ items: [Value]) throws(JinjaError) -> String {
        if items.isEmpty { return "[]" }
        var parts: [String] = []
        try self.descend(items.count)
        for item in items { parts.append(try self.json(item)) }
        self.depth -= 1
        return self.wrapped("[", parts, "]")
    }

    private mutating func object(_ dict: DictValue) throws(JinjaError) -> String {
        if dict.count == 0 { return "{}" }
        var pairs = Array(zip(dict.keys, dict.values))
        for (key, _) in pairs where key.stringValue == nil && Number(key) == nil && !key.isNone {
            throw JinjaError(.type, "A \(key.typeName) cannot be the name of a JSON member")
        }
        // Python sorts the keys as they are, so that kinds without an order fail.
        if self.sortsKeys { pairs = try self.sorted(pairs) }
        var parts: [String] = []
        try self.descend(pairs.count)
        for (key, value) in pairs {
            let name: String
            switch key {
            case .string(let text), .markup(let text): name = text
            default: name = try self.json(key)
            }
            parts.append("\(Self.quoted(name)): \(try self.json(value))")
        }
        self.depth -= 1
        return self.wrapped("{", parts, "}")
    }

    private func sorted(_ pairs: [(Value, Value)]) throws(JinjaError) -> [(Value, Value)] {
        var failure: JinjaError?
        let sorted = pairs.sorted { a, b in
            do throws(JinjaError) { return try Comparison.less(a.0, b.0) } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        return sorted
    }

    private mutating func descend(_ count: Int) throws(JinjaError) {
        self.depth += 1
        try self.rendering?.tick(count)
        guard self.depth <= 100 else { throw JinjaError(.limit, "A value is nested too deeply for JSON") }
    }

    private func wrapped(_ open: String, _ parts: [String], _ close: String) -> String {
        guard let indent = self.indent else { return open + parts.joined(separator: ", ") + close }
        let outer = "\n" + String(repeating: indent, count: self.depth)
        let inner = outer + indent
        return open + inner + parts.joined(separator: "," + inner) + outer + close
    }

    /// A JSON string with everything beyond ASCII escaped.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for unit in text.utf16 {
            switch unit {
            case 34: result += "\\\""
            case 92: result += "\\\\"
            case 10: result += "\\n"
            case 13: result += "\\r"
            case 9: result += "\\t"
            case 8: result += "\\b"
            case 12: result += "\\f"
            case 32..<127: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default: result += "\\u" + StringLiteral.hex(UInt32(unit), 4)
            }
        }
        return result + "\""
    }
}
