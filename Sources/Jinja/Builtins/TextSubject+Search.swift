/// Finding and testing text.
extension TextSubject {
    func search(_ name: String, _ arguments: Arguments) throws(JinjaError) -> Value {
        let values = try arguments.positionalOnly(1...3)
        let start = values.count > 1 && !values[1].isNone ? try values[1].wholeNumber(name) : nil
        let end = values.count > 2 && !values[2].isNone ? try values[2].wholeNumber(name) : nil
        let scalars = Array(self.text.unicodeScalars)
        let bounds = try Slicing.indices(scalars.count, start, end, nil)
        let isValid = bounds.first <= bounds.end && (start ?? 0) <= scalars.count
        let part = isValid ? PythonText.string(scalars[bounds.first..<max(bounds.first, bounds.end)]) : ""
        if name == "startswith" || name == "endswith" {
            var candidates = [values[0]]
            if case .tuple(let tuple) = values[0] { candidates = tuple.items }
            for candidate in candidates {
                let wanted = try candidate.textArgument(name)
                if isValid, name == "startswith" ? Self.hasPrefix(part, wanted) : Self.hasSuffix(part, wanted) {
                    return .bool(true)
                }
            }
            return .bool(false)
        }
        let wanted = try values[0].textArgument(name)
        if name == "count" { return .int(isValid ? Methods.count(part, wanted) : 0) }
        let bytes = Array(part.utf8)
        var found: Int?
        if isValid {
            found =
                name.hasPrefix("r")
                ? SplitText.findLast(bytes, Array(wanted.utf8), before: bytes.count)
                : PythonText.find(bytes, Array(wanted.utf8), from: 0)
        }
        guard let found else {
            if name.hasSuffix("index") { throw JinjaError(.value, "The text was not found") }
            return .int(-1)
        }
        return .int(bounds.first + String(decoding: bytes[..<found], as: UTF8.self).unicodeScalars.count)
    }

    func test(_ name: String, _ arguments: Arguments) throws(JinjaError) -> Bool {
        _ = try arguments.positionalOnly(0...0)
        let text = self.text
        switch name {
        case "isalnum": return TextTests.all(text, TextTests.isAlphanumeric)
        case "isalpha": return TextTests.all(text, TextTests.isAlpha)
        case "isascii": return PythonText.isASCII(text)
        case "isdecimal": return TextTests.all(text, TextTests.isDecimal)
        case "isdigit": return TextTests.all(text, TextTests.isDigit)
        case "isidentifier": return PythonText.isIdentifier(text)
        case "islower": return TextTests.isLower(text)
        case "isnumeric": return TextTests.all(text, TextTests.isNumeric)
        case "isprintable": return text.unicodeScalars.allSatisfy(StringLiteral.isPrintable)
        case "isspace": return TextTests.all(text, PythonText.isSpace)
        case "istitle": return TextTests.isTitle(text)
        default: return TextTests.isUpper(text)
        }
    }
}
