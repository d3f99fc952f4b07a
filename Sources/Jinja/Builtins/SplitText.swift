/// Python's `split`, `rsplit` and `partition`.
enum SplitText {
    /// Words between whitespace.
    static func words(_ text: String, limit: Int = -1) -> [String] {
        var words: [String] = []
        var rest = text.unicodeScalars[...]
        while true {
            guard let start = rest.firstIndex(where: { !PythonText.isSpace($0) }) else { return words }
            rest = rest[start...]
            if limit >= 0, words.count == limit { return words + [String(rest)] }
            let end = rest.firstIndex(where: PythonText.isSpace) ?? rest.endIndex
            words.append(String(rest[..<end]))
            rest = rest[end...]
        }
    }

    /// Words between whitespace, counted from the end.
    static func wordsFromEnd(_ text: String, limit: Int) -> [String] {
        var words: [String] = []
        var rest = text.unicodeScalars[...]
        while true {
            guard let last = rest.lastIndex(where: { !PythonText.isSpace($0) }) else { break }
            rest = rest[...last]
            if limit >= 0, words.count == limit {
                words.append(String(rest))
                break
            }
            let start = rest.lastIndex(where: PythonText.isSpace).map { rest.index(after: $0) } ?? rest.startIndex
            words.append(String(rest[start...]))
            rest = rest[..<start]
        }
        return words.reversed()
    }

    static func split(_ text: String, _ separator: String, limit: Int) -> [String] {
        let bytes = Array(text.utf8)
        let part = Array(separator.utf8)
        var parts: [String] = []
        var here = 0
        while limit < 0 || parts.count < limit, let found = PythonText.find(bytes, part, from: here) {
            parts.append(String(decoding: bytes[here..<found], as: UTF8.self))
            here = found + part.count
        }
        return parts + [String(decoding: bytes[here...], as: UTF8.self)]
    }

    static func splitFromEnd(_ text: String, _ separator: String, limit: Int) -> [String] {
        if limit < 0 { return self.split(text, separator, limit: limit) }
        // Read backwards, so that all of it is one walk.
        let bytes = Array(text.utf8.reversed())
        let part = Array(separator.utf8.reversed())
        var parts: [String] = []
        var here = 0
        while parts.count < limit, let found = PythonText.find(bytes, part, from: here) {
            parts.append(String(decoding: Array(bytes[here..<found].reversed()), as: UTF8.self))
            here = found + part.count
        }
        parts.append(String(decoding: Array(bytes[here...].reversed()), as: UTF8.self))
        return parts.reversed()
    }

    /// The byte offset of the last occurrence that ends at or before `end`.
    static func findLast(_ text: [UInt8], _ part: [UInt8], before end: Int) -> Int? {
        let reversed = PythonText.find(Array(text[..<end].reversed()), Array(part.reversed()), from: 0)
        return reversed.map { end - $0 - part.count }
    }
}
