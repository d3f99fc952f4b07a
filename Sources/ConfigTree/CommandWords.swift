/// Cutting a line into words; spaces and tabs separate.
enum CommandWords {
    /// The words of a line; a value in double quotes is one word when its closing quote ends a word.
    static func split(_ line: some StringProtocol) -> [Substring] {
        let text = Substring(line)
        let bytes = text.utf8
        var words: [Substring] = []
        var index = bytes.startIndex
        while index != bytes.endIndex {
            guard !isBlank(bytes[index]) else {
                index = bytes.index(after: index)
                continue
            }
            let start = index
            if bytes[index] == UInt8(ascii: "\""), let end = closingQuote(in: bytes, after: index) {
                index = end
            } else {
                while index != bytes.endIndex, !isBlank(bytes[index]) { index = bytes.index(after: index) }
            }
            words.append(text[start..<index])
        }
        return words
    }

    /// The first word, in lower case, as a key of an index.
    static func first(_ line: String) -> String {
        String(decoding: line.utf8.prefix { !isBlank($0) }.map(\.lowercased), as: UTF8.self)
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

    private static func closingQuote(
        in bytes: Substring.UTF8View, after open: Substring.UTF8View.Index
    ) -> Substring.UTF8View.Index? {
        var index = bytes.index(after: open)
        while index != bytes.endIndex {
            let next = bytes.index(after: index)
            if bytes[index] == UInt8(ascii: "\""), next == bytes.endIndex || isBlank(bytes[next]) { return next }
            index = next
        }
        return nil
    }
}
