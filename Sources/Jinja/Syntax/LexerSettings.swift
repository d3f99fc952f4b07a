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
                if Self.starts(bytes, text, at: start) {
                    return Mark(kind: kind, start: here, end: start + text.count)
                }
            case .lineComment:
                guard here == 0 || bytes[here - 1] == 10 || !bytes[here - 1].isSpace else { continue }
                var start = here
                while start < bytes.count, bytes[start].isSpace, bytes[start] != 10, bytes[start] != 13 { start += 1 }
                if Self.starts(bytes, text, at: start) {
                    return Mark(kind: kind, start: here, end: start + text.count)
                }
            default:
                if Self.starts(bytes, text, at: here) { return Mark(kind: kind, start: here, end: here + text.count) }
            }
        }
        return nil
    }

    static func starts(_ bytes: [UInt8], _ text: [UInt8], at position: Int) -> Bool {
        guard position + text.count <= bytes.count else { return false }
        for offset in 0..<text.count where bytes[position + offset] != text[offset] { return false }
        return true
    }
}
