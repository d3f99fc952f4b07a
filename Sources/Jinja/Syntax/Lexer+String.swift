/// String literals, unescaped as Python does it.
extension Lexer {
    mutating func lexString(_ quote: UInt8) throws(JinjaError) {
        let start = self.position
        var end = start + 1
        while end < self.bytes.count, self.bytes[end] != quote { end += self.bytes[end] == 92 ? 2 : 1 }
        guard end < self.bytes.count else { throw self.fail("This string is never closed", at: start) }
        let content = self.bytes[(start + 1)..<end]
        if content.contains(92) {
            self.add(.string, at: start, try self.unescape(Array(content), at: start + 1))
        } else {
            self.add(.string, at: start, self.newlines(String(decoding: content, as: UTF8.self)))
        }
        self.position = end + 1
    }

    private func newlines(_ text: String) -> String {
        self.settings.syntax.newline == "\n" ? text : PythonText.replace(text, "\n", self.settings.syntax.newline)
    }

    private func unescape(_ content: [UInt8], at offset: Int) throws(JinjaError) -> String {
        var result: [UInt8] = []
        var here = 0
        while here < content.count {
            let byte = content[here]
            guard byte == 92, here + 1 < content.count else {
                if byte == 10 {
                    result.append(contentsOf: self.settings.syntax.newline.utf8)
                } else {
                    result.append(byte)
                }
                here += 1
                continue
            }
            let mark = content[here + 1]
            here += 2
            if let plain = Self.plainEscapes[mark] {
                result.append(plain)
                continue
            }
            switch mark {
            case 10: break  // An escaped line break is nothing.
            case 120, 117, 85:
                let width = mark == 120 ? 2 : mark == 117 ? 4 : 8
                let digits = content[here..<min(content.count, here + width)]
                guard digits.count == width, digits.allSatisfy(\.isHexDigit),
                    let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
                    let scalar = Unicode.Scalar(value)
                else { throw self.fail("This escape in a string is not complete", at: offset + here - 2) }
                result.append(contentsOf: String(Character(scalar)).utf8)
                here += width
            case 48...55:
                var value = UInt32(mark - 48)
                var count = 1
                while count < 3, here < content.count, content[here] >= 48, content[here] <= 55 {
                    value = value * 8 + UInt32(content[here] - 48)
                    here += 1
                    count += 1
                }
                if let scalar = Unicode.Scalar(value) { result.append(contentsOf: String(Character(scalar)).utf8) }
            case 78: throw self.fail("Characters cannot be written by name", at: offset + here - 2)
            default:
                result.append(92)
                // An unknown escape keeps its backslash; the character itself may be longer than one byte.
                here -= 1
                result.append(content[here])
                here += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The letters after a backslash that stand for one byte.
    private static let plainEscapes: [UInt8: UInt8] = [
        110: 10, 116: 9, 114: 13, 92: 92, 39: 39, 34: 34, 97: 7, 98: 8, 102: 12, 118: 11,
    ]
}
