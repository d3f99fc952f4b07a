/// The words between the marks.
extension Lexer {
    mutating func lexExpression(until kind: Mark.Kind, from start: Int) throws(JinjaError) {
        var open: [UInt8] = []
        while self.position < self.bytes.count {
            if open.isEmpty, self.endExpression(kind) { return }
            let byte = self.bytes[self.position]
            if byte.isSpace {
                self.position += 1
            } else if byte >= 128, let length = LexerSettings.wideSpace(self.bytes, at: self.position) {
                self.position += length
            } else if byte.isDigit {
                self.lexNumber()
            } else if byte.isWord {
                try self.lexName()
            } else if byte == 39 || byte == 34 {
                try self.lexString(byte)
            } else {
                try self.lexOperator(&open)
            }
        }
        if kind == .lineStatement, open.isEmpty { self.add(.blockEnd, at: self.position) }
    }

    /// Reads the closing mark if it is here; a line statement ends with its line.
    private mutating func endExpression(_ kind: Mark.Kind) -> Bool {
        let here = self.position
        switch kind {
        case .variable:
            let end = self.settings.variableEnd
            if self.bytes[here] == 45, self.starts(end, at: here + 1) {
                self.add(.variableEnd, at: here)
                self.finishSection(self.skipSpace(here + 1 + end.count))
                return true
            }
            guard self.starts(end, at: here) else { return false }
            self.add(.variableEnd, at: here)
            self.finishSection(here + end.count)
            return true
        case .block:
            guard let end = self.sectionEnd(self.settings.blockEnd, at: here) else { return false }
            self.add(.blockEnd, at: here)
            self.finishSection(end)
            return true
        default:
            // `\s*(\n|$)` of Jinja2: all whitespace up to the last line break of a run of empty lines.
            let end = self.skipSpace(here)
            if end == self.bytes.count {
                self.add(.blockEnd, at: here)
                self.position = end
                self.lineStarting = end > 0 && self.bytes[end - 1] == 10
                return true
            }
            guard let last = self.bytes[here..<end].lastIndex(of: 10) else { return false }
            self.add(.blockEnd, at: here)
            self.finishSection(last + 1)
            return true
        }
    }

    private mutating func lexName() throws(JinjaError) {
        let start = self.position
        while self.position < self.bytes.count, self.bytes[self.position].isWord {
            if self.bytes[self.position] >= 128, LexerSettings.wideSpace(self.bytes, at: self.position) != nil { break }
            self.position += 1
        }
        let text = self.source.text(start..<self.position)
        let isPlain = self.bytes[start..<self.position].allSatisfy { $0 < 128 }
        guard isPlain || PythonText.isIdentifier(text) else {
            throw self.fail("This name has a character that names cannot have", at: start)
        }
        self.add(.name, at: start, text)
    }

    /// Numbers as Jinja2 reads them: underscores between digits, other bases, and no fraction right after a dot.
    private mutating func lexNumber() {
        let start = self.position
        let next = start + 1 < self.bytes.count ? self.bytes[start + 1] | 32 : 0
        if self.bytes[start] == 48, next == 98 || next == 111 || next == 120 {
            let end = self.digits(start + 2, allowLeadingUnderscore: true) { byte in
                next == 98 ? byte == 48 || byte == 49 : next == 111 ? byte >= 48 && byte <= 55 : byte.isHexDigit
            }
            if end > start + 2 {
                self.finishNumber(.integer, start, end)
                return
            }
        }
        let whole = self.digits(start) { $0.isDigit }
        if start == 0 || self.bytes[start - 1] != 46, let end = self.fractionEnd(whole) {
            self.finishNumber(.float, start, end)
            return
        }
        // A number that begins with zero is only zeros; what follows is another token.
        let end = self.bytes[start] == 48 ? self.digits(start) { $0 == 48 } : whole
        self.finishNumber(.integer, start, end)
    }

    private mutating func finishNumber(_ kind: Token.Kind, _ start: Int, _ end: Int) {
        self.add(kind, at: start, String(self.source.text(start..<end).filter { $0 != "_" }))
        self.position = end
    }

    private func fractionEnd(_ whole: Int) -> Int? {
        var end = whole
        var isFloat = false
        if end + 1 < self.bytes.count, self.bytes[end] == 46, self.bytes[end + 1].isDigit {
            end = self.digits(end + 1) { $0.isDigit }
            isFloat = true
        }
        if end + 1 < self.bytes.count, self.bytes[end] | 32 == 101 {
            var digits = end + 1
            if self.bytes[digits] == 43 || self.bytes[digits] == 45 { digits += 1 }
            if digits < self.bytes.count, self.bytes[digits].isDigit {
                end = self.digits(digits) { $0.isDigit }
                isFloat = true
            }
        }
        return isFloat ? end : nil
    }

    private func digits(
        _ start: Int, allowLeadingUnderscore: Bool = false, _ accepts: (UInt8) -> Bool
    ) -> Int {
        var end = start
        while end < self.bytes.count {
            if accepts(self.bytes[end]) {
                end += 1
            } else if self.bytes[end] == 95, end + 1 < self.bytes.count, accepts(self.bytes[end + 1]),
                end > start || allowLeadingUnderscore
            {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    private mutating func lexOperator(_ open: inout [UInt8]) throws(JinjaError) {
        let start = self.position
        let byte = self.bytes[start]
        let next = start + 1 < self.bytes.count ? self.bytes[start + 1] : 0
        guard let (kind, length) = Self.operatorKind(byte, next) else {
            let character = self.source.text(start..<self.bytes.count).first.map(String.init) ?? ""
            throw self.fail("Unexpected character “\(character)”", at: start)
        }
        switch byte {
        case 40: open.append(41)
        case 91: open.append(93)
        case 123: open.append(125)
        case 41, 93, 125:
            guard let expected = open.popLast() else {
                throw self.fail("Unexpected “\(Character(Unicode.Scalar(byte)))”", at: start)
            }
            guard expected == byte else {
                throw self.fail(
                    "Unexpected “\(Character(Unicode.Scalar(byte)))”, expected “\(Character(Unicode.Scalar(expected)))”",
                    at: start)
            }
        default: break
        }
        self.add(kind, at: start)
        self.position = start + length
    }

    private static func operatorKind(_ byte: UInt8, _ next: UInt8) -> (Token.Kind, Int)? {
        switch (byte, next) {
        case (47, 47): (.floordiv, 2)
        case (42, 42): (.pow, 2)
        case (61, 61): (.eq, 2)
        case (33, 61): (.ne, 2)
        case (62, 61): (.gteq, 2)
        case (60, 61): (.lteq, 2)
        case (43, _): (.add, 1)
        case (45, _): (.sub, 1)
        case (47, _): (.div, 1)
        case (42, _): (.mul, 1)
        case (37, _): (.mod, 1)
        case (126, _): (.tilde, 1)
        case (91, _): (.lbracket, 1)
        case (93, _): (.rbracket, 1)
        case (40, _): (.lparen, 1)
        case (41, _): (.rparen, 1)
        case (123, _): (.lbrace, 1)
        case (125, _): (.rbrace, 1)
        case (62, _): (.gt, 1)
        case (60, _): (.lt, 1)
        case (61, _): (.assign, 1)
        case (46, _): (.dot, 1)
        case (58, _): (.colon, 1)
        case (124, _): (.pipe, 1)
        case (44, _): (.comma, 1)
        case (59, _): (.semicolon, 1)
        default: nil
        }
    }
}
