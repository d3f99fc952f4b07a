/// JSON as `to_json` and `to_nice_json` write it, which is Python's `json.dumps` with its options.
struct AnsibleJSON {
    private var indent: String?
    private var sortsKeys = false
    private var isASCII = true
    private var allowsNaN = true
    private var itemMark = ", "
    private var keyMark = ": "
    private let rendering: Rendering
    private var depth = 0
    private var output = ""

    private init(_ rendering: Rendering) {
        self.rendering = rendering
    }

    static func text(_ value: Value, _ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) -> String {
        var writer = AnsibleJSON(rendering)
        guard arguments.positional.count <= 3 else { throw JinjaError(.type, "Too many arguments for to_json") }
        for (name, value) in arguments.named where !["vault_to_text", "preprocess_unsafe"].contains(name) {
            try writer.set(name, value)
        }
        try writer.write(value)
        return writer.output
    }

    static func niceText(_ value: Value, _ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) -> String {
        var writer = AnsibleJSON(rendering)
        guard arguments.positional.count <= 2 else { throw JinjaError(.type, "Too many arguments for to_nice_json") }
        var named = arguments.named
        for (name, value) in zip(["indent", "sort_keys"], arguments.positional) {
            guard !named.contains(where: { $0.name == name }) else {
                throw JinjaError(.type, "The argument “\(name)” is given twice")
            }
            named.append((name, value))
        }
        writer.indent = "    "
        writer.sortsKeys = true
        for (name, value) in named where name != "separators" { try writer.set(name, value) }
        writer.itemMark = ","
        try writer.write(value)
        return writer.output
    }

    private mutating func set(_ name: String, _ value: Value) throws(JinjaError) {
        switch name {
        case "indent":
            self.indent = nil
            if let text = value.stringValue {
                self.indent = text
            } else if !value.isNone {
                let width = max(0, try value.wholeNumber("indent"))
                try self.rendering.checkLength(width)
                self.indent = String(repeating: " ", count: width)
            }
            if self.indent != nil, self.itemMark == ", " { self.itemMark = "," }
        case "sort_keys": self.sortsKeys = try value.isTrue()
        case "ensure_ascii": self.isASCII = try value.isTrue()
        case "allow_nan": self.allowsNaN = try value.isTrue()
        case "check_circular", "profile", "skipkeys": break
        case "separators":
            if value.isNone { return }
            guard let marks = value.items, marks.count == 2 else {
                throw JinjaError(.value, "separators are two texts")
            }
            self.itemMark = try marks[0].textArgument("separators")
            self.keyMark = try marks[1].textArgument("separators")
        default: throw JinjaError(.type, "There is no argument named “\(name)”")
        }
    }

    private mutating func put(_ text: String) throws(JinjaError) {
        self.output += text
        try self.rendering.checkLength(self.output.utf8.count)
    }

    private mutating func write(_ value: Value) throws(JinjaError) {
        try self.rendering.tick()
        switch value {
        case .string(let text), .markup(let text): try self.put(self.quoted(text))
        case .list(let list): try self.array(list.items)
        case .tuple(let tuple): try self.array(tuple.items)
        case .dict(let dict): try self.object(dict)
        case .undefined(let undefined): throw undefined.error
        case .object(let object):
            if let range = object as? RangeValue { return try self.array(try self.rendering.array(.object(range))) }
            guard let wide = object as? BigIntegerValue else {
                throw JinjaError(.type, "A \(object.typeName) cannot be written as JSON")
            }
            try self.put(try wide.number.decimal())
        default: try self.put(try self.plain(value))
        }
    }

    private func plain(_ value: Value) throws(JinjaError) -> String {
        switch value {
        case .bool(let truth): return truth ? "true" : "false"
        case .int(let number): return String(number)
        case .double(let number):
            guard number.isFinite || self.allowsNaN else {
                throw JinjaError(.value, "A number that is not finite cannot be written as JSON")
            }
            if number.isNaN { return "NaN" }
            if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
            return FloatText.repr(number)
        default: return "null"
        }
    }

    private mutating func breakLine() throws(JinjaError) {
        guard let indent = self.indent else { return }
        try self.rendering.checkLength(indent.utf8.count * self.depth)
        try self.put("\n" + String(repeating: indent, count: self.depth))
    }

    private mutating func array(_ items: [Value]) throws(JinjaError) {
        if items.isEmpty { return try self.put("[]") }
        try self.open("[")
        for (position, item) in items.enumerated() {
            if position > 0 { try self.put(self.itemMark) }
            try self.breakLine()
            try self.write(item)
        }
        try self.close("]")
    }

    private mutating func object(_ dict: DictValue) throws(JinjaError) {
        if dict.count == 0 { return try self.put("{}") }
        var members: [(name: String, value: Value)] = []
        // Keys that are written alike are one: the last value counts, in the place of the first.
        let written = DictValue(capacity: dict.count)
        for (key, value) in zip(dict.keys, dict.values) { written.set(.string(try self.name(key)), value) }
        for (key, value) in zip(written.keys, written.values) { members.append((key.stringValue ?? "", value)) }
        if self.sortsKeys {
            members = try Sorting.sorted(members, self.rendering) { a, b throws(JinjaError) in
                PythonText.less(a.name, b.name)
            }
        }
        try self.open("{")
        for (position, (name, value)) in members.enumerated() {
            if position > 0 { try self.put(self.itemMark) }
            try self.breakLine()
            try self.put(self.quoted(name) + self.keyMark)
            try self.write(value)
        }
        try self.close("}")
    }

    private func name(_ key: Value) throws(JinjaError) -> String {
        switch key {
        case .string(let text), .markup(let text): return text
        case .int, .bool, .double, .none: return try self.plain(key)
        default: throw JinjaError(.type, "A \(key.typeName) cannot be the name of a JSON member")
        }
    }

    private mutating func open(_ mark: String) throws(JinjaError) {
        self.depth += 1
        guard self.depth <= 100 else { throw JinjaError(.limit, "A value is nested too deeply for JSON") }
        try self.put(mark)
    }

    private mutating func close(_ mark: String) throws(JinjaError) {
        self.depth -= 1
        try self.breakLine()
        try self.put(mark)
    }

    private func quoted(_ text: String) -> String {
        if self.isASCII { return JSONWriter.quoted(text) }
        var result = "\""
        for scalar in text.unicodeScalars {
            let isPlain = scalar.value >= 32 && scalar != "\"" && scalar != "\\"
            if isPlain {
                result.unicodeScalars.append(scalar)
            } else {
                result += JSONWriter.quoted(String(Character(scalar))).dropFirst().dropLast()
            }
        }
        return result + "\""
    }
}
