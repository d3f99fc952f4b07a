/// Taking HTML apart: tags and entities.
enum HTMLText {
    /// The text without comments and tags, spaces collapsed, entities replaced.
    static func stripTags(_ html: String) -> String {
        let withoutComments = self.removing(Array(html.utf8), from: "<!--", to: "-->")
        let withoutTags = self.removing(withoutComments, from: "<", to: ">")
        let words = SplitText.words(String(decoding: withoutTags, as: UTF8.self))
        return self.unescape(words.joined(separator: " "))
    }

    private static func removing(_ bytes: [UInt8], from start: String, to end: String) -> [UInt8] {
        let start = Array(start.utf8)
        let end = Array(end.utf8)
        var result: [UInt8] = []
        var here = 0
        while let open = PythonText.find(bytes, start, from: here) {
            // Python looks for the end from the start mark itself on.
            guard let close = PythonText.find(bytes, end, from: open) else { break }
            result += bytes[here..<open]
            here = close + end.count
        }
        return result + bytes[here...]
    }

    /// Replaces numeric entities and the named ones of HTML 4.
    static func unescape(_ text: String) -> String {
        guard text.utf8.contains(38) else { return text }
        var result = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            rest = rest[mark...]
            if let (scalar, end) = self.entity(rest) {
                result.unicodeScalars.append(scalar)
                rest = rest[end...]
            } else {
                result += "&"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    /// The character that an entity at the beginning of `text` stands for; Python, like browsers, lets old entities
    /// end without a semicolon.
    private static func entity(_ text: Substring) -> (Unicode.Scalar, String.Index)? {
        let body = text.dropFirst()
        if body.first == "#" {
            let isHex = body.dropFirst().first == "x" || body.dropFirst().first == "X"
            let digits = body.dropFirst(isHex ? 2 : 1).prefix { $0.isASCII && (isHex ? $0.isHexDigit : $0.isNumber) }
            guard let value = UInt32(digits, radix: isHex ? 16 : 10), let scalar = Unicode.Scalar(value) else {
                return nil
            }
            return (scalar, self.behind(digits.endIndex, in: text))
        }
        let name = body.prefix(32).prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        if body[name.endIndex...].first == ";", let value = HTMLEntities.scalars[String(name)] {
            return Unicode.Scalar(value).map { ($0, body.index(after: name.endIndex)) }
        }
        var prefix = name
        while prefix.count > 1 {
            if let value = HTMLEntities.scalars[String(prefix)], value < 256, prefix != "apos" {
                return Unicode.Scalar(value).map { ($0, prefix.endIndex) }
            }
            prefix = prefix.dropLast()
        }
        return nil
    }

    private static func behind(_ index: String.Index, in text: Substring) -> String.Index {
        text[index...].first == ";" ? text.index(after: index) : index
    }
}
