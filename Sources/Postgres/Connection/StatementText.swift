/// What the text of a statement tells about it.
enum StatementText {
    /// First words that would change a connection that others share.
    static let sessionKeywords: Set<String> = [
        "SET", "RESET", "DISCARD", "LISTEN", "UNLISTEN", "SAVEPOINT", "RELEASE", "DECLARE", "COPY", "ROLLBACK", "LOCK",
    ]

    /// First words of statements that the server plans.
    static let plannedKeywords: Set<String> = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "TABLE",
    ]

    /// «Type.method» from a first line `-- Type.method`.
    static func name(of text: String) -> String? {
        guard text.utf8.starts(with: "-- ".utf8) else { return nil }
        let line = text.utf8.dropFirst(3).prefix { $0 != 10 && $0 != 13 }
        return line.count <= 100 ? String(decoding: line, as: UTF8.self) : nil
    }

    /// The first word in capitals, comments skipped: what kind of statement it is.
    static func keyword(of text: String) -> String {
        var rest = text.utf8[...]
        while let first = rest.first {
            if first == UInt8(ascii: " ") || (9...13).contains(first) {
                rest = rest.dropFirst()
            } else if rest.starts(with: "--".utf8) {
                rest = rest.drop { $0 != 10 }
            } else if rest.starts(with: "/*".utf8) {
                guard let end = endOfComment(rest) else { return "" }
                rest = rest[end...]
            } else {
                let word = rest.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
                return String(decoding: word, as: UTF8.self).uppercased()
            }
        }
        return ""
    }

    /// Whether the statement would end or replace the transaction it runs in; «ROLLBACK TO» a savepoint does not.
    static func endsTransaction(_ text: String, keyword: String) -> Bool {
        switch keyword {
        case "BEGIN", "START", "COMMIT", "END", "ABORT", "PREPARE": true
        case "ROLLBACK": !text.uppercased().contains("ROLLBACK TO")
        default: false
        }
    }

    /// PostgreSQL's block comments nest.
    private static func endOfComment(_ text: Substring.UTF8View) -> Substring.UTF8View.Index? {
        var rest = text
        var depth = 0
        while !rest.isEmpty {
            if rest.starts(with: "/*".utf8) {
                depth += 1
                rest = rest.dropFirst(2)
            } else if rest.starts(with: "*/".utf8) {
                depth -= 1
                rest = rest.dropFirst(2)
                if depth == 0 { return rest.startIndex }
            } else {
                rest = rest.dropFirst()
            }
        }
        return nil
    }
}
