/// A statement as it is sent: numbered text, its parameters, and the name it has in errors.
struct StatementRequest: Sendable {
    let text: String
    let values: [PostgresValue]
    /// «Type.method» from the statement's first line.
    let name: String?
    /// Several statements without parameters, sent by the simple protocol.
    var isScript = false
    /// Which way data flow, when it is a COPY.
    var copy: CopyDirection?
    /// Whether the rows come in binary form.
    var wantsBinary = false

    init(_ sql: SQL) {
        var text = ""
        var values: [PostgresValue] = []
        for part in sql.parts {
            switch part {
            case .text(let literal): text += literal.description
            case .value(let value):
                values.append(value)
                text += "$\(values.count)"
            }
        }
        self.text = text
        self.values = values
        wantsBinary = sql.wantsBinary
        name = Self.name(of: text)
    }

    /// The declaration of a cursor for a statement, under the statement's name.
    init(declaring cursor: String, for sql: SQL) {
        let request = StatementRequest(sql)
        text = "DECLARE \(cursor) NO SCROLL CURSOR FOR\n\(request.text)"
        values = request.values
        name = request.name
    }

    init(script: String, name: String?) {
        text = script
        values = []
        self.name = name
        isScript = true
    }

    /// The first word in capitals, comments skipped: what kind of statement it is.
    var keyword: String {
        var rest = text.utf8[...]
        while let first = rest.first {
            if first == UInt8(ascii: " ") || (9...13).contains(first) {
                rest = rest.dropFirst()
            } else if rest.starts(with: "--".utf8) {
                rest = rest.drop { $0 != 10 }
            } else if rest.starts(with: "/*".utf8) {
                guard let end = Self.endOfComment(rest) else { return "" }
                rest = rest[end...]
            } else {
                let word = rest.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
                return String(decoding: word, as: UTF8.self).uppercased()
            }
        }
        return ""
    }

    /// Whether a text value holds a NUL, which PostgreSQL cannot store and C would cut the text at.
    var hasNUL: Bool {
        text.utf8.contains(0)
            || values.contains { value in
                if case .text(let text) = value.content { text.utf8.contains(0) } else { false }
            }
    }

    private static func name(of text: String) -> String? {
        guard text.utf8.starts(with: "-- ".utf8) else { return nil }
        let line = text.utf8.dropFirst(3).prefix { $0 != 10 && $0 != 13 }
        return line.count <= 100 ? String(decoding: line, as: UTF8.self) : nil
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
