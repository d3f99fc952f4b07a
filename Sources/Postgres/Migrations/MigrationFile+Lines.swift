extension MigrationFile {
    /// The line, counted from 1, of a failure in this file.
    func line(of position: ScriptPosition) -> Int {
        switch position {
        case .character(let number):
            // The server counts characters as Unicode scalars.
            return 1 + sql.unicodeScalars.prefix(max(0, number - 1)).count { $0 == "\n" }
        case .afterStatements(let count):
            let starts = Self.statementLines(sql)
            return starts.indices.contains(count) ? starts[count] : starts.last ?? 1
        }
    }

    /// The line on which each statement begins: good enough to point at it, never used to run it.
    static func statementLines(_ sql: String) -> [Int] {
        var starts: [Int] = []
        var line = 1
        var isInside = false
        var rest = sql.utf8[...]
        while let byte = rest.first {
            let token = rest.prefix(lengthOfToken(rest))
            rest = rest.dropFirst(token.count)
            if byte == UInt8(ascii: ";") {
                isInside = false
            } else if !isInside, !isBlank(token) {
                isInside = true
                starts.append(line)
            }
            line += token.count { $0 == 10 }
        }
        return starts
    }

    private static func isBlank(_ token: Substring.UTF8View) -> Bool {
        token.starts(with: "--".utf8) || token.starts(with: "/*".utf8)
            || token.allSatisfy { $0 == 32 || (9...13).contains($0) }
    }

    /// How long the comment, string or other piece of text in front is; one byte when nothing special begins there.
    private static func lengthOfToken(_ text: Substring.UTF8View) -> Int {
        if text.starts(with: "--".utf8) { return text.prefix { $0 != 10 }.count }
        if text.starts(with: "/*".utf8) { return length(of: text, from: "/*", through: "*/") }
        if text.first == UInt8(ascii: "'") { return length(of: text, from: "'", through: "'") }
        if text.first == UInt8(ascii: "\"") { return length(of: text, from: "\"", through: "\"") }
        if text.first == UInt8(ascii: "$") {
            let tag = text.dropFirst().prefix { $0 != UInt8(ascii: "$") && ($0 > 64 || (48...57).contains($0)) }
            if text.dropFirst(tag.count + 1).first == UInt8(ascii: "$"), let quote = String(text.prefix(tag.count + 2))
            {
                return length(of: text, from: quote, through: quote)
            }
        }
        return 1
    }

    private static func length(of text: Substring.UTF8View, from opening: String, through closing: String) -> Int {
        var rest = text.dropFirst(opening.utf8.count)
        while !rest.isEmpty, !rest.starts(with: closing.utf8) { rest = rest.dropFirst() }
        return text.count - rest.count + min(rest.count, closing.utf8.count)
    }
}
