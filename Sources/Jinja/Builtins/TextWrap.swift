/// Python's `textwrap.wrap` with the settings of Jinja2's `wordwrap`.
struct TextWrap {
    let width: Int
    let breaksLongWords: Bool
    let breaksOnHyphens: Bool

    func wrap(_ line: String, _ rendering: Rendering) throws(JinjaError) -> [String] {
        guard self.width > 0 else { throw JinjaError(.value, "The width of wordwrap must be positive") }
        var chunks = self.chunks(Array(line.unicodeScalars))
        chunks.reverse()
        var lines: [String] = []
        while !chunks.isEmpty {
            try rendering.tick()
            var row: [[Unicode.Scalar]] = []
            var length = 0
            if let last = chunks.last, Self.isBlank(last), !lines.isEmpty { chunks.removeLast() }
            while let last = chunks.last, length + last.count <= self.width {
                row.append(last)
                length += last.count
                chunks.removeLast()
            }
            if let last = chunks.last, last.count > self.width {
                self.breakLongWord(last, &chunks, &row, space: self.width - length)
            }
            if let last = row.last, Self.isBlank(last) { row.removeLast() }
            if !row.isEmpty { lines.append(PythonText.string(row.joined())) }
        }
        return lines
    }

    private func breakLongWord(
        _ word: [Unicode.Scalar], _ chunks: inout [[Unicode.Scalar]], _ row: inout [[Unicode.Scalar]], space: Int
    ) {
        if self.breaksLongWords {
            var end = space
            if self.breaksOnHyphens, let hyphen = word.prefix(space).lastIndex(of: "-"), hyphen > 0,
                word[..<hyphen].contains(where: { $0 != "-" })
            {
                end = hyphen + 1
            }
            row.append(Array(word.prefix(end)))
            chunks[chunks.count - 1] = Array(word.dropFirst(end))
        } else if row.isEmpty {
            row.append(word)
            chunks.removeLast()
        }
    }

    private static func isBlank(_ chunk: [Unicode.Scalar]) -> Bool { chunk.allSatisfy(PythonText.isSpace) }

    private static func isWhite(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || (scalar.value >= 9 && scalar.value <= 13)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        CaseText.isWord(scalar) && !TextTests.isDecimal(scalar)
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        CaseText.isWord(scalar) || "!\"'&.,?".unicodeScalars.contains(scalar)
    }

    /// Cuts a line into words and the spaces between them; hyphens and dashes end a word.
    private func chunks(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        var chunks: [[Unicode.Scalar]] = []
        var start = 0
        while start < text.count {
            let end = self.chunkEnd(text, start)
            chunks.append(Array(text[start..<end]))
            start = end
        }
        return chunks
    }

    private func chunkEnd(_ text: [Unicode.Scalar], _ start: Int) -> Int {
        if Self.isWhite(text[start]) {
            var end = start
            while end < text.count, Self.isWhite(text[end]) { end += 1 }
            return end
        }
        if self.breaksOnHyphens, let end = self.dashEnd(text, start), start > 0, Self.isPunctuation(text[start - 1]) {
            return end
        }
        var end = start + 1
        while end < text.count, !Self.isWhite(text[end]) {
            if self.breaksOnHyphens {
                if text[end] == "-", self.isHyphen(text, end) { return end + 1 }
                if Self.isPunctuation(text[end - 1]), self.dashEnd(text, end) != nil { return end }
            }
            end += 1
        }
        return end
    }

    /// The end of two or more hyphens that a word follows.
    private func dashEnd(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
        var end = start
        while end < text.count, text[end] == "-" { end += 1 }
        guard end - start >= 2, end < text.count, CaseText.isWord(text[end]) else { return nil }
        return end
    }

    /// Whether a word may be broken behind the hyphen at `position`.
    private func isHyphen(_ text: [Unicode.Scalar], _ position: Int) -> Bool {
        func letter(_ index: Int) -> Bool { text.indices.contains(index) && Self.isLetter(text[index]) }
        let before =
            (letter(position - 1) && letter(position - 2))
            || (letter(position - 1) && position >= 2 && text[position - 2] == "-" && letter(position - 3))
        guard before, letter(position + 1) else { return false }
        if letter(position + 2) { return true }
        return position + 2 < text.count && text[position + 2] == "-" && letter(position + 3)
    }
}
