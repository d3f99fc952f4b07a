/// Python's `text.format(…)`.
struct BraceFormat {
    private let arguments: Arguments
    private let isMarkup: Bool
    private let rendering: Rendering
    private var automatic = 0
    /// Whether fields are numbered by the pattern; it must number all of them or none.
    private var isNumbered: Bool?

    init(_ arguments: Arguments, isMarkup: Bool, _ rendering: Rendering) {
        self.arguments = arguments
        self.isMarkup = isMarkup
        self.rendering = rendering
    }

    mutating func format(_ pattern: String, depth: Int = 0) throws(JinjaError) -> String {
        guard depth < 2 else { throw JinjaError(.value, "Fields of a format nest too deeply") }
        let scalars = Array(pattern.unicodeScalars)
        var result = ""
        var here = 0
        while here < scalars.count {
            let scalar = scalars[here]
            here += 1
            switch scalar {
            case "{":
                if here < scalars.count, scalars[here] == "{" {
                    result += "{"
                    here += 1
                } else {
                    result += try self.field(scalars, &here, depth)
                }
            case "}":
                guard here < scalars.count, scalars[here] == "}" else {
                    throw JinjaError(.value, "A single } in a format; write }} for the character")
                }
                result += "}"
                here += 1
            default: result.unicodeScalars.append(scalar)
            }
            try self.rendering.checkLength(result.utf8.count)
        }
        return result
    }

    private mutating func field(
        _ scalars: [Unicode.Scalar], _ here: inout Int, _ depth: Int
    ) throws(JinjaError) -> String {
        let start = here
        var open = 1
        while here < scalars.count {
            if scalars[here] == "{" { open += 1 }
            if scalars[here] == "}" { open -= 1 }
            if open == 0 { break }
            here += 1
        }
        guard here < scalars.count else { throw JinjaError(.value, "A field of the format is not closed") }
        var content = scalars[start..<here]
        here += 1
        var spec = ""
        if let colon = self.colon(content) {
            spec = PythonText.string(content[(colon + 1)...])
            content = content[..<colon]
        }
        var conversion: Unicode.Scalar?
        if let mark = content.lastIndex(of: "!"), content.distance(from: mark, to: content.endIndex) == 2 {
            conversion = content[mark + 1]
            content = content[..<mark]
        }
        var value = try self.lookUp(PythonText.string(content))
        if let conversion { value = try self.converted(value, conversion) }
        if spec.utf8.contains(123) { spec = try self.format(spec, depth: depth + 1) }
        return try self.text(value, spec)
    }

    /// The colon that begins the specification; one inside brackets belongs to a name.
    private func colon(_ content: ArraySlice<Unicode.Scalar>) -> Int? {
        var isInBrackets = false
        for index in content.indices {
            switch content[index] {
            case "[": isInBrackets = true
            case "]": isInBrackets = false
            case ":" where !isInBrackets: return index
            default: break
            }
        }
        return nil
    }

    private func converted(_ value: Value, _ conversion: Unicode.Scalar) throws(JinjaError) -> Value {
        switch conversion {
        case "s": return .string(try self.rendering.text(of: value))
        case "r", "a":
            var printer = Printer(limit: self.rendering.limits.outputBytes)
            let text = try printer.repr(value)
            return .string(conversion == "a" ? StringLiteral.ascii(text) : text)
        default: throw JinjaError(.value, "There is no conversion “!\(Character(conversion))”")
        }
    }

    private mutating func lookUp(_ name: String) throws(JinjaError) -> Value {
        let end = name.firstIndex { $0 == "." || $0 == "[" } ?? name.endIndex
        var value = try self.argument(String(name[..<end]))
        var rest = name[end...]
        while let mark = rest.first {
            rest = rest.dropFirst()
            if mark == "." {
                let end = rest.firstIndex { $0 == "." || $0 == "[" } ?? rest.endIndex
                guard end > rest.startIndex else { throw self.emptyAttribute }
                value = try self.rendering.attribute(String(rest[..<end]), of: value)
                rest = rest[end...]
            } else {
                guard mark == "[", let end = rest.firstIndex(of: "]") else {
                    throw JinjaError(.value, "A field of the format has a wrong name")
                }
                let key = rest[..<end]
                guard !key.isEmpty else { throw self.emptyAttribute }
                // Only digits make a number: `-1` is a text, which no list has.
                let index = key.utf8.allSatisfy(\.isDigit) ? Int(key) : nil
                value = try self.rendering.item(index.map(Value.int) ?? .string(String(key)), of: value)
                rest = rest[end...].dropFirst()
                guard rest.first.map({ $0 == "." || $0 == "[" }) ?? true else {
                    throw JinjaError(.value, "Only “.” or “[” may follow “]” in a field of a format")
                }
            }
        }
        return value
    }

    private var emptyAttribute: JinjaError { JinjaError(.value, "The name of an attribute in a format is empty") }

    private mutating func argument(_ name: String) throws(JinjaError) -> Value {
        let index: Int?
        if name.isEmpty || name.utf8.allSatisfy(\.isDigit) {
            guard self.isNumbered ?? !name.isEmpty == !name.isEmpty else {
                throw JinjaError(.value, "A format numbers all of its fields, or none")
            }
            self.isNumbered = !name.isEmpty
        }
        if name.isEmpty {
            index = self.automatic
            self.automatic += 1
        } else {
            index = name.utf8.allSatisfy(\.isDigit) ? Int(name) : nil
        }
        if let index {
            guard self.arguments.positional.indices.contains(index) else {
                throw JinjaError(.value, "The format has more fields than there are values")
            }
            return self.arguments.positional[index]
        }
        guard let found = self.arguments.named.first(where: { $0.name == name }) else {
            throw JinjaError(.value, "The format names “\(name)”, which is not given")
        }
        return found.value
    }

    private func text(_ value: Value, _ spec: String) throws(JinjaError) -> String {
        if self.isMarkup {
            if case .markup(let text) = value {
                guard spec.isEmpty else { throw JinjaError(.value, "Markup cannot be formatted any further") }
                return text
            }
            return HTMLEscape.escape(try FormatSpec.text(value, spec, self.rendering))
        }
        return try FormatSpec.text(value, spec, self.rendering)
    }
}
