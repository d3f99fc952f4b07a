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

    private static func entity(_ text: Substring) -> (Unicode.Scalar, String.Index)? {
        let body = text.dropFirst()
        guard let semicolon = body.prefix(12).firstIndex(of: ";") else { return nil }
        let name = body[..<semicolon]
        let end = text.index(after: semicolon)
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init).map { ($0, end) }
        }
        if name.hasPrefix("#") { return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init).map { ($0, end) } }
        return HTMLEntities.scalars[String(name)].flatMap(Unicode.Scalar.init).map { ($0, end) }
    }
}
