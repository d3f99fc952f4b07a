/// Anchors, tags, and what plain texts mean.
extension YAMLReader {
    /// What stands before a value: a name for it, and its kind.
    mutating func properties() throws(JinjaError) -> YAMLProperties {
        var found = YAMLProperties()
        while true {
            self.skipSpaces()
            if self.current == "&", found.anchor == nil {
                self.position += 1
                found.anchor = try self.word()
            } else if self.current == "!", found.tag == nil {
                let start = self.position
                while self.current != nil, !self.isBlank(0), self.current != ",", self.current != "]",
                    self.current != "}"
                {
                    self.position += 1
                }
                found.tag = PythonText.string(self.text[start..<self.position])
            } else {
                return found
            }
        }
    }

    mutating func word() throws(JinjaError) -> String {
        let start = self.position
        while let scalar = self.current,
            scalar == "-" || scalar == "_"
                || (scalar.isASCII && (scalar.properties.isAlphabetic || Character(scalar).isNumber))
        {
            self.position += 1
        }
        guard self.position > start, self.isBlank(0) || ",]}:?%@`".unicodeScalars.contains(self.text[self.position])
        else { throw self.fail("a wrong name of an anchor") }
        return PythonText.string(self.text[start..<self.position])
    }

    /// Gives a finished value its kind and remembers it by its anchor.
    mutating func finish(
        _ value: Value, _ properties: YAMLProperties, isPlain: Bool = false
    ) throws(JinjaError) -> Value {
        let result = try self.tagged(value, properties.tag, isPlain)
        if let anchor = properties.anchor { self.anchors[anchor] = result }
        return result
    }

    private func tagged(_ value: Value, _ tag: String?, _ isPlain: Bool) throws(JinjaError) -> Value {
        guard let text = value.stringValue else {
            switch (value, tag) {
            case (_, nil), (.list, "!!seq"), (.dict, "!!map"): return value
            default: throw self.fail("an unknown tag")
            }
        }
        switch tag {
        case nil, "!": return isPlain ? try self.resolved(text) : value
        case "!!str": return value
        case "!!null": return .none
        case "!!bool":
            guard let truth = Self.truth(text) else { throw self.fail("a wrong truth value") }
            return .bool(truth)
        case "!!int":
            guard let number = try Self.whole(text) else { throw self.fail("a wrong whole number") }
            return number
        case "!!float":
            guard let number = Self.floating(text) else { throw self.fail("a wrong number") }
            return .double(number)
        default: throw self.fail("an unknown tag")
        }
    }

    /// What a plain text means.
    private func resolved(_ text: String) throws(JinjaError) -> Value {
        switch try YAMLKind.kind(of: text, self.rendering) {
        case .text: return .string(text)
        case .null: return .none
        case .bool: return .bool(Self.truth(text) ?? false)
        case .int: return try Self.whole(text) ?? .string(text)
        case .float: return Self.floating(text).map { .double($0) } ?? .string(text)
        case .date: throw JinjaError(.unsupported, "A date in YAML has no value here; put it in quotes")
        case .special:
            guard self.isKey else { throw self.fail("a << or = in the wrong place") }
            return .string(text)
        }
    }

    private static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "true", "on": true
        case "no", "false", "off": false
        default: nil
        }
    }

    private static func whole(_ text: String) throws(JinjaError) -> Value? {
        var digits = PythonText.replace(text, "_", "")
        let isNegative = digits.hasPrefix("-")
        if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
        let sign = isNegative ? "-" : ""
        if digits.hasPrefix("0b") { return NumberText.int(sign + digits, 2) }
        if digits.hasPrefix("0x") { return NumberText.int(sign + digits, 16) }
        if digits.hasPrefix("0") { return NumberText.int(sign + digits, 8) }
        guard digits.contains(":") else { return NumberText.int(sign + digits, 10) }
        // Numbers of base 60, such as times.
        var value = 0
        for part in digits.split(separator: ":") {
            guard let number = Int(part) else { return nil }
            let (product, isLarge) = value.multipliedReportingOverflow(by: 60)
            let (sum, isLarger) = product.addingReportingOverflow(number)
            guard !isLarge, !isLarger else { throw Arithmetic.tooLarge }
            value = sum
        }
        return .int(isNegative ? -value : value)
    }

    private static func floating(_ text: String) -> Double? {
        var digits = PythonText.replace(text, "_", "").lowercased()
        let sign = digits.hasPrefix("-") ? -1.0 : 1.0
        if digits.hasPrefix("-") || digits.hasPrefix("+") { digits.removeFirst() }
        if digits == ".inf" { return sign * Double.infinity }
        if digits == ".nan" { return Double.nan }
        guard digits.contains(":") else { return NumberText.double(digits).map { sign * $0 } }
        var value = 0.0
        for part in digits.split(separator: ":") {
            guard let number = NumberText.double(String(part)) else { return nil }
            value = value * 60 + number
        }
        return sign * value
    }
}

/// The name and kind that stand before a value.
struct YAMLProperties {
    var anchor: String?
    var tag: String?
    var isEmpty: Bool { self.anchor == nil && self.tag == nil }
}
