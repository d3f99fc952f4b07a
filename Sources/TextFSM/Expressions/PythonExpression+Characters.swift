/// Escapes and classes of characters.
extension PythonExpression {
    mutating func escape() throws(ExpressionProblem) {
        guard let scalar = self.take() else { throw ExpressionProblem("ends with a backslash") }
        switch scalar {
        case "A", "b":
            self.translated += "\\\(scalar)"
            self.last = .anchor
        case "B":
            // Python's matches nothing in an empty text.
            self.translated += "(?!\\A\\z)\\B"
            self.last = .anchor
        case "Z":
            self.translated += "\\z"
            self.last = .anchor
        case "1"..."9":
            self.index -= 1
            if let code = self.octal(atLeast: 3) { return self.add(Self.literal(code)) }
            var digits = String(scalar)
            self.index += 1
            if let next = self.peek(), ("0"..."9").contains(next) {
                digits.unicodeScalars.append(next)
                self.index += 1
            }
            try self.reference(to: Int(digits) ?? 0)
        default: self.add(try self.escaped(scalar))
        }
    }

    /// What is the same inside and outside of a character class.
    private mutating func escaped(_ scalar: Unicode.Scalar) throws(ExpressionProblem) -> String {
        switch scalar {
        case "d", "D", "s", "S", "w", "W": return "\\\(scalar)"
        case "a": return "\\x07"
        case "f": return "\\x0C"
        case "n": return "\\x0A"
        case "r": return "\\x0D"
        case "t": return "\\x09"
        case "v": return "\\x0B"
        case "0":
            self.index -= 1
            return Self.literal(self.octal(atLeast: 1) ?? "\0")
        case "x": return Self.literal(try self.hexadecimal(2))
        case "u": return Self.literal(try self.hexadecimal(4))
        case "U": return Self.literal(try self.hexadecimal(8))
        case "N":
            throw ExpressionProblem(
                "names a character by \\N{…}, which is not translated; write it as \\u and its number")
        case _ where scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)):
            throw ExpressionProblem("has the unknown escape «\\\(scalar)»")
        default: return Self.literal(scalar)
        }
    }

    /// Up to three octal digits; nil when there are fewer than `least`, or the number is no byte.
    private mutating func octal(atLeast least: Int) -> Unicode.Scalar? {
        let digits = self.source[self.index...].prefix(3).prefix { ("0"..."7").contains($0) }
        let text = digits.map { String($0) }.joined()
        guard digits.count >= least, let value = UInt8(text, radix: 8) else { return nil }
        self.index += digits.count
        return Unicode.Scalar(value)
    }

    private mutating func hexadecimal(_ count: Int) throws(ExpressionProblem) -> Unicode.Scalar {
        let digits = self.source[self.index...].prefix(count).map { String($0) }.joined()
        guard digits.utf8.count == count, let value = UInt32(digits, radix: 16), !digits.hasPrefix("+"),
            let scalar = Unicode.Scalar(value)
        else { throw ExpressionProblem("has an escape without its \(count) hexadecimal digits") }
        self.index += count
        return scalar
    }

    /// The scalar so that PCRE2 takes it for itself, inside and outside of a class.
    static func literal(_ scalar: Unicode.Scalar) -> String {
        guard scalar.isASCII else { return String(scalar) }
        if scalar.value < 0x20 || scalar.value == 0x7F { return "\\x{\(String(scalar.value, radix: 16))}" }
        return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_" || scalar == " "
            ? String(scalar) : "\\\(scalar)"
    }

    // MARK: Character classes

    mutating func characterClass() throws(ExpressionProblem) -> String {
        var text = "["
        if self.peek() == "^" {
            self.index += 1
            text += "^"
        }
        var isFirst = true
        while let scalar = self.take() {
            if scalar == "]", !isFirst { return text + "]" }
            isFirst = false
            let low = try self.member(scalar)
            guard self.peek() == "-", self.index + 1 < self.source.count, self.source[self.index + 1] != "]" else {
                text += low.text
                continue
            }
            self.index += 1
            guard let next = self.take() else { break }
            let high = try self.member(next)
            guard let from = low.scalar, let to = high.scalar, from <= to else {
                throw ExpressionProblem("has a range that is none in a character class, «\(low.text)-\(high.text)»")
            }
            text += "\(low.text)-\(high.text)"
        }
        throw ExpressionProblem("has a character class without its closing bracket")
    }

    /// A member of a class; `scalar` is nil for a kind of characters such as `\d`.
    private mutating func member(
        _ scalar: Unicode.Scalar
    ) throws(ExpressionProblem) -> (text: String, scalar: Unicode.Scalar?) {
        guard scalar == "\\" else { return (Self.literal(scalar), scalar) }
        let start = self.index
        guard let escaped = self.take() else { throw ExpressionProblem("ends with a backslash") }
        switch escaped {
        case "b": return ("\\x08", "\u{08}")
        case "d", "D", "s", "S", "w", "W": return ("\\\(escaped)", nil)
        case "a": return ("\\x07", "\u{07}")
        case "f": return ("\\x0C", "\u{0C}")
        case "n": return ("\\x0A", "\n")
        case "r": return ("\\x0D", "\r")
        case "t": return ("\\x09", "\t")
        case "v": return ("\\x0B", "\u{0B}")
        case "1"..."7":
            self.index = start
            guard let code = self.octal(atLeast: 1) else {
                throw ExpressionProblem("has an octal escape that is no byte")
            }
            return (Self.literal(code), code)
        case "x", "u", "U":
            let code = try self.hexadecimal(escaped == "x" ? 2 : escaped == "u" ? 4 : 8)
            return (Self.literal(code), code)
        case "0":
            self.index = start
            let code = self.octal(atLeast: 1) ?? "\0"
            return (Self.literal(code), code)
        default: return (try self.escaped(escaped), escaped)
        }
    }
}
