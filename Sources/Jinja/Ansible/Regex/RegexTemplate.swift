/// The replacement of `re.sub`: text with references to groups.
struct RegexTemplate {
    private enum Part {
        case text(String)
        case group(Int)
    }

    private var parts: [Part] = []

    init(_ template: String, _ program: RegexProgram) throws(JinjaError) {
        let codes = Array(template.unicodeScalars)
        var literal = String.UnicodeScalarView()
        var position = 0
        func digit(_ offset: Int) -> UInt32? {
            guard position + offset < codes.count else { return nil }
            let value = codes[position + offset].value
            return value >= 48 && value <= 57 ? value - 48 : nil
        }
        while position < codes.count {
            let code = codes[position]
            position += 1
            guard code == "\\" else {
                literal.append(code)
                continue
            }
            guard position < codes.count else { throw Self.fail("a backslash stands at the end") }
            let mark = codes[position]
            var group: Int?
            if mark == "g" {
                position += 1
                group = try Self.named(codes, &position, program)
            } else if mark == "0" {
                var value: UInt32 = 0
                var length = 0
                while length < 3, let next = digit(0), next < 8 {
                    value = value * 8 + next
                    position += 1
                    length += 1
                }
                literal.append(Unicode.Scalar(UInt8(truncatingIfNeeded: value)))
            } else if let first = digit(0) {
                if let second = digit(1) {
                    if let third = digit(2), first < 8, second < 8, third < 8 {
                        let value = first * 64 + second * 8 + third
                        guard value <= 255 else { throw Self.fail("an octal escape is too large") }
                        literal.append(Unicode.Scalar(UInt8(value)))
                        position += 3
                        continue
                    }
                    group = Int(first * 10 + second)
                    position += 2
                } else {
                    group = Int(first)
                    position += 1
                }
            } else {
                position += 1
                try Self.escape(mark, &literal)
            }
            guard let group else { continue }
            guard group < program.groupCount else { throw Self.fail("there is no group \(group)") }
            self.parts.append(.text(String(literal)))
            literal = String.UnicodeScalarView()
            self.parts.append(.group(group))
        }
        self.parts.append(.text(String(literal)))
    }

    private static func fail(_ what: String) -> JinjaError {
        JinjaError(.value, "This is not a valid replacement: \(what)")
    }

    private static func escape(
        _ mark: Unicode.Scalar, _ literal: inout String.UnicodeScalarView
    ) throws(JinjaError) {
        switch mark {
        case "a": literal.append("\u{7}")
        case "b": literal.append("\u{8}")
        case "f": literal.append("\u{C}")
        case "n": literal.append("\n")
        case "r": literal.append("\r")
        case "t": literal.append("\t")
        case "v": literal.append("\u{B}")
        case "\\": literal.append("\\")
        default:
            guard !mark.isASCII || !mark.properties.isAlphabetic else { throw self.fail("an unknown escape") }
            literal.append("\\")
            literal.append(mark)
        }
    }

    private static func named(
        _ codes: [Unicode.Scalar], _ position: inout Int, _ program: RegexProgram
    ) throws(JinjaError) -> Int {
        guard position < codes.count, codes[position] == "<",
            let end = codes[position...].firstIndex(of: ">"), end > position + 1
        else { throw self.fail("the name of a group is missing") }
        let name = PythonText.string(codes[(position + 1)..<end])
        position = end + 1
        return try program.group(named: name)
    }

    func expanded(_ match: PythonRegex.Match) -> String {
        var result = ""
        for part in self.parts {
            switch part {
            case .text(let text): result += text
            case .group(let index): result += match.group(index) ?? ""
            }
        }
        return result
    }
}

extension RegexProgram {
    /// The number of a group given by name or number.
    func group(named name: String) throws(JinjaError) -> Int {
        if let index = self.names[name] { return index }
        guard !name.isEmpty, name.utf8.allSatisfy(\.isDigit), let index = Int(name), index < self.groupCount else {
            throw JinjaError(.value, "The pattern has no group of that name or number")
        }
        return index
    }
}
