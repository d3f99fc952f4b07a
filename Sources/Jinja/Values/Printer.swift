/// Prints values as Python's `str` and `repr` do.
struct Printer {
    private var depth = 0
    /// The containers around the place being printed; one inside itself prints as dots.
    private var path: [ObjectIdentifier] = []
    private var length = 0
    private let limit: Int

    init(forRepr: Bool = false, limit: Int = 16 << 20) {
        self.limit = limit
    }

    /// `str(value)`.
    mutating func text(_ value: Value) throws(JinjaError) -> String {
        switch value {
        case .string(let text), .markup(let text): return text
        case .undefined(let undefined): return try undefined.text()
        default: return try self.repr(value)
        }
    }

    /// `repr(value)`.
    mutating func repr(_ value: Value) throws(JinjaError) -> String {
        let text = try self.unchecked(value)
        self.length += text.utf8.count
        guard self.length <= self.limit else { throw JinjaError(.limit, "A text is longer than \(self.limit) bytes") }
        return text
    }

    private mutating func unchecked(_ value: Value) throws(JinjaError) -> String {
        switch value {
        case .undefined: return "Undefined"
        case .none: return "None"
        case .bool(let truth): return truth ? "True" : "False"
        case .int(let number): return String(number)
        case .double(let number): return FloatText.repr(number)
        case .string(let text): return StringLiteral.repr(text)
        case .markup(let text): return "Markup(\(StringLiteral.repr(text)))"
        case .list(let list):
            if self.path.contains(ObjectIdentifier(list)) { return "[...]" }
            self.path.append(ObjectIdentifier(list))
            defer { self.path.removeLast() }
            return "[" + (try self.list(list.items)) + "]"
        case .tuple(let tuple):
            return "(" + (try self.list(tuple.items)) + (tuple.items.count == 1 ? ",)" : ")")
        case .dict(let dict): return try self.dict(dict)
        case .object(let object):
            try self.descend()
            defer { self.depth -= 1 }
            if let text = try object.printed(&self) { return text }
            throw JinjaError(.type, "A \(object.typeName) cannot be printed; \(object.printingAdvice)")
        }
    }

    mutating func list(_ items: [Value]) throws(JinjaError) -> String {
        try self.descend()
        defer { self.depth -= 1 }
        var text = ""
        for (position, item) in items.enumerated() {
            if position > 0 { text += ", " }
            text += try self.repr(item)
        }
        return text
    }

    mutating func dict(_ dict: DictValue) throws(JinjaError) -> String {
        if self.path.contains(ObjectIdentifier(dict)) { return "{...}" }
        self.path.append(ObjectIdentifier(dict))
        defer { self.path.removeLast() }
        return "{" + (try self.pairs(dict)) + "}"
    }

    private mutating func pairs(_ dict: DictValue) throws(JinjaError) -> String {
        try self.descend()
        defer { self.depth -= 1 }
        var text = ""
        for position in 0..<dict.count {
            if position > 0 { text += ", " }
            text += try self.repr(dict.key(at: position))
            text += ": "
            text += try self.repr(dict.value(at: position))
        }
        return text
    }

    private mutating func descend() throws(JinjaError) {
        self.depth += 1
        guard self.depth <= 100 else { throw JinjaError(.limit, "A value is nested too deeply to be printed") }
    }
}
