/// A mark that was found in a template: where it begins, and where its sign or content begins.
struct Mark {
    enum Kind { case block, variable, comment, lineStatement, lineComment }
    let kind: Kind
    let start: Int
    let end: Int
}

/// The environment's settings, prepared for the lexer.
struct LexerSettings: Sendable {
    let syntax: Syntax
    let trimBlocks: Bool
    let lstripBlocks: Bool
    let blockStart: [UInt8]
    let blockEnd: [UInt8]
    let variableEnd: [UInt8]
    let commentEnd: [UInt8]
    let hasLinePrefixes: Bool
    private let lineStatement: [UInt8]?
    private let lineComment: [UInt8]?
    private let marks: [(kind: Mark.Kind, text: [UInt8])]
    private let firstBytes: [Bool]

    init(_ syntax: Syntax, trimBlocks: Bool, lstripBlocks: Bool) {
        self.syntax = syntax
        self.trimBlocks = trimBlocks
        self.lstripBlocks = lstripBlocks
        self.blockStart = Array(syntax.blockStart.utf8)
        self.blockEnd = Array(syntax.blockEnd.utf8)
        self.variableEnd = Array(syntax.variableEnd.utf8)
        self.commentEnd = Array(syntax.commentEnd.utf8)
        self.lineStatement = syntax.lineStatementPrefix.map { Array($0.utf8) }
        self.lineComment = syntax.lineCommentPrefix.map { Array($0.utf8) }
        self.hasLinePrefixes = self.lineStatement != nil || self.lineComment != nil
        // Jinja2 tries longer marks first and, of equal length, variables before line marks, comments and blocks.
        let all: [(kind: Mark.Kind, text: [UInt8], rank: Int)] = [
            (.variable, Array(syntax.variableStart.utf8), 4), (.comment, Array(syntax.commentStart.utf8), 1),
            (.block, self.blockStart, 0),
            (.lineStatement, self.lineStatement ?? [], 3), (.lineComment, self.lineComment ?? [], 2),
        ]
        self.marks = all.filter { !$0.text.isEmpty }
            .sorted { ($0.text.count, $0.rank) > ($1.text.count, $1.rank) }
            .map { ($0.kind, $0.text) }
        var firstBytes = [Bool](repeating: false, count: 256)
        for mark in all { if let first = mark.text.first { firstBytes[Int(first)] = true } }
        self.firstBytes = firstBytes
    }

    func mayStart(_ byte: UInt8) -> Bool { self.firstBytes[Int(byte)] }

    /// The mark that begins exactly at `here`.
    func mark(in bytes: [UInt8], at here: Int) -> Mark? {
        for (kind, text) in self.marks {
            switch kind {
            case .lineStatement:
                guard here == 0 || bytes[here - 1] == 10 else { continue }
                var start = here
                while start < bytes.count, bytes[start] == 32 || bytes[start] == 9 || bytes[start] == 11 { start += 1 }
                if let end = Self.end(of: text, in: bytes, here...start) {
                    return Mark(kind: kind, start: here, end: end)
                }
            case .lineComment:
                guard here == 0 || bytes[here - 1] == 10 || !Self.isSpace(bytes, before: here) else { continue }
                var start = here
                while start < bytes.count, bytes[start] != 10, bytes[start] != 13 {
                    if bytes[start].isSpace {
                        start += 1
                    } else if let length = Self.wideSpace(bytes, at: start) {
                        start += length
                    } else {
                        break
                    }
                }
                if let end = Self.end(of: text, in: bytes, here...start) {
                    return Mark(kind: kind, start: here, end: end)
                }
            default:
                if Self.starts(bytes, text, at: here) { return Mark(kind: kind, start: here, end: here + text.count) }
            }
        }
        return nil
    }

    /// The end of a line mark that begins in `range`, the last place first: the mark itself may begin with spaces.
    private static func end(of text: [UInt8], in bytes: [UInt8], _ range: ClosedRange<Int>) -> Int? {
        for start in range.reversed() where self.starts(bytes, text, at: start) { return start + text.count }
        return nil
    }

    /// The length of a space beyond ASCII that begins at `position`.
    static func wideSpace(_ bytes: [UInt8], at position: Int) -> Int? {
        guard bytes[position] >= 0xC2, bytes[position] <= 0xE3 else { return nil }
        let text = String(decoding: bytes[position..<min(bytes.count, position + 3)], as: UTF8.self)
        guard let scalar = text.unicodeScalars.first, PythonText.isSpace(scalar) else { return nil }
        return String(Character(scalar)).utf8.count
    }

    private static func isSpace(_ bytes: [UInt8], before position: Int) -> Bool {
        if bytes[position - 1] < 128 { return bytes[position - 1].isSpace }
        for length in 2...3 where position >= length {
            if self.wideSpace(bytes, at: position - length) == length { return true }
        }
        return false
    }

    static func starts(_ bytes: [UInt8], _ text: [UInt8], at position: Int) -> Bool {
        guard position + text.count <= bytes.count else { return false }
        for offset in 0..<text.count where bytes[position + offset] != text[offset] { return false }
        return true
    }
}
