/// Cuts a template into tokens, with the whitespace rules of Jinja2.
struct Lexer {
    let source: TemplateSource
    let bytes: [UInt8]
    let settings: LexerSettings
    var position = 0
    var tokens: [Token] = []
    /// Whether what was read last ended with a line break; `lstrip_blocks` asks.
    var lineStarting = true

    init(_ source: TemplateSource, _ settings: LexerSettings) {
        self.source = source
        self.bytes = source.bytes
        self.settings = settings
    }

    /// The tokens up to the end, or up to a failure: what comes before that may be wrong in another way, which is told first.
    static func tokens(of source: TemplateSource, _ settings: LexerSettings) -> (tokens: [Token], failure: JinjaError?)
    {
        var lexer = Lexer(source, settings)
        do throws(JinjaError) {
            try lexer.run()
            return (lexer.tokens, nil)
        } catch {
            lexer.add(.end, at: lexer.position)
            return (lexer.tokens, error)
        }
    }

    private mutating func run() throws(JinjaError) {
        while let (mark, data) = self.nextMark() {
            let sign = self.sign(after: mark)
            self.addData(data, before: mark, sign: sign)
            self.position = mark.end + (sign == nil ? 0 : 1)
            self.lineStarting = false
            switch mark.kind {
            case .comment: try self.skipComment(from: mark.start)
            case .lineComment: self.skipLineComment()
            case .variable:
                self.add(.variableBegin, at: mark.start)
                try self.lexExpression(until: .variable, from: mark.start)
            case .block:
                if let end = self.rawBegin(self.position) {
                    self.position = end
                    self.lineStarting = end > 0 && self.bytes[end - 1] == 10
                    try self.lexRaw(from: mark.start)
                } else {
                    self.add(.blockBegin, at: mark.start)
                    try self.lexExpression(until: .block, from: mark.start)
                }
            case .lineStatement:
                self.add(.blockBegin, at: mark.start)
                try self.lexExpression(until: .lineStatement, from: mark.start)
            }
        }
        self.addText(self.position..<self.bytes.count)
        self.add(.end, at: self.bytes.count)
    }

    /// The next mark at or after the position, and the text before it.
    private func nextMark() -> (Mark, Range<Int>)? {
        var here = self.position
        while here < self.bytes.count {
            if self.settings.mayStart(self.bytes[here]) || self.settings.hasLinePrefixes {
                if let mark = self.settings.mark(in: self.bytes, at: here) { return (mark, self.position..<here) }
            }
            here += 1
        }
        return nil
    }

    private func sign(after mark: Mark) -> UInt8? {
        guard mark.end < self.bytes.count else { return nil }
        let byte = self.bytes[mark.end]
        return byte == 45 || byte == 43 ? byte : nil
    }

    private mutating func addData(_ range: Range<Int>, before mark: Mark, sign: UInt8?) {
        var end = range.upperBound
        if sign == 45 {
            end = self.strippedEnd(range)
        } else if sign == nil, self.settings.lstripBlocks, mark.kind != .variable {
            let lineStart = self.bytes[range].lastIndex(of: 10).map { $0 + 1 } ?? range.lowerBound
            if lineStart > range.lowerBound || self.lineStarting {
                if self.skipSpace(lineStart) >= end { end = lineStart }
            }
        }
        self.addText(range.lowerBound..<end)
    }

    /// The end of the text without trailing whitespace; wide spaces count too, as for Python's `rstrip`.
    func strippedEnd(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, self.bytes[end - 1].isSpace { end -= 1 }
        guard end > range.lowerBound, self.bytes[end - 1] >= 128 else { return end }
        return range.lowerBound + PythonText.rstrip(self.source.text(range.lowerBound..<end)).utf8.count
    }

    mutating func addText(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        var text = self.source.text(range)
        if self.settings.syntax.newline != "\n" { text = PythonText.replace(text, "\n", self.settings.syntax.newline) }
        self.tokens.append(Token(kind: .data, offset: range.lowerBound, text: text))
    }

    mutating func add(_ kind: Token.Kind, at offset: Int, _ text: String = "") {
        self.tokens.append(Token(kind: kind, offset: offset, text: text))
    }

    func fail(_ message: String, at offset: Int) -> JinjaError {
        JinjaError(.syntax, message, place: self.source.place(at: offset))
    }

    func starts(_ text: [UInt8], at position: Int) -> Bool {
        LexerSettings.starts(self.bytes, text, at: position)
    }

    func skipSpace(_ position: Int) -> Int {
        var position = position
        while position < self.bytes.count {
            if self.bytes[position].isSpace {
                position += 1
            } else if self.bytes[position] >= 128, let length = LexerSettings.wideSpace(self.bytes, at: position) {
                position += length
            } else {
                break
            }
        }
        return position
    }
}
