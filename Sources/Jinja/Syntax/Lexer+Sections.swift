/// Comments and raw sections.
extension Lexer {
    mutating func skipComment(from start: Int) throws(JinjaError) {
        // Jinja2 does not mind a comment or raw section that is opened by the last bytes of a template.
        if self.position == self.bytes.count { return }
        while self.position < self.bytes.count {
            if let end = self.sectionEnd(self.settings.commentEnd, at: self.position) {
                self.finishSection(end)
                return
            }
            self.position += 1
        }
        throw self.fail("This comment is never closed", at: start)
    }

    mutating func skipLineComment() {
        while self.position < self.bytes.count, self.bytes[self.position] != 10 { self.position += 1 }
    }

    /// The offset behind `{% raw %}` when the statement begun at `position` is one.
    func rawBegin(_ position: Int) -> Int? {
        var here = self.skipSpace(position)
        guard self.starts(Array("raw".utf8), at: here) else { return nil }
        here = self.skipSpace(here + 3)
        if here < self.bytes.count, self.bytes[here] == 45, self.starts(self.settings.blockEnd, at: here + 1) {
            return self.skipSpace(here + 1 + self.settings.blockEnd.count)
        }
        return self.starts(self.settings.blockEnd, at: here) ? here + self.settings.blockEnd.count : nil
    }

    mutating func lexRaw(from start: Int) throws(JinjaError) {
        if self.position == self.bytes.count { return }
        let begin = self.position
        var here = begin
        while here < self.bytes.count {
            if self.starts(self.settings.blockStart, at: here),
                let (end, sign) = self.rawEnd(here + self.settings.blockStart.count)
            {
                self.addRaw(begin..<here, sign: sign)
                self.finishSection(end)
                return
            }
            here += 1
        }
        throw self.fail("This raw section is never closed", at: start)
    }

    private func rawEnd(_ position: Int) -> (end: Int, sign: UInt8?)? {
        var here = position
        var sign: UInt8?
        if here < self.bytes.count, self.bytes[here] == 45 || self.bytes[here] == 43 {
            sign = self.bytes[here]
            here += 1
        }
        here = self.skipSpace(here)
        guard self.starts(Array("endraw".utf8), at: here) else { return nil }
        here = self.skipSpace(here + 6)
        return self.sectionEnd(self.settings.blockEnd, at: here).map { ($0, sign) }
    }

    private mutating func addRaw(_ range: Range<Int>, sign: UInt8?) {
        var end = range.upperBound
        if sign == 45 {
            end = self.strippedEnd(range)
        } else if sign == nil, self.settings.lstripBlocks {
            let lineStart = self.bytes[range].lastIndex(of: 10).map { $0 + 1 } ?? range.lowerBound
            if lineStart > range.lowerBound || self.lineStarting,
                self.skipSpace(lineStart) >= end
            {
                end = lineStart
            }
        }
        self.addText(range.lowerBound..<end)
    }

    /// The offset behind `+%}`, `-%}` with whitespace, or `%}` with the line break that `trim_blocks` removes.
    func sectionEnd(_ end: [UInt8], at here: Int) -> Int? {
        guard here < self.bytes.count else { return nil }
        if self.bytes[here] == 43, self.starts(end, at: here + 1) { return here + 1 + end.count }
        if self.bytes[here] == 45, self.starts(end, at: here + 1) { return self.skipSpace(here + 1 + end.count) }
        guard self.starts(end, at: here) else { return nil }
        let behind = here + end.count
        return self.settings.trimBlocks && behind < self.bytes.count && self.bytes[behind] == 10 ? behind + 1 : behind
    }

    mutating func finishSection(_ end: Int) {
        self.position = end
        self.lineStarting = self.bytes[end - 1] == 10
    }
}
