/// Python's `textwrap.wrap` with the settings of Jinja2's `wordwrap`.
struct TextWrap {
    let width: Int
    let breaksLongWords: Bool
    let breaksOnHyphens: Bool

    /// The lines of the text, each wrapped, put together again.
    func wrap(_ text: String, separator: String, _ rendering: Rendering) throws(JinjaError) -> String {
        guard self.width > 0 else { throw JinjaError(.value, "The width of wordwrap must be positive") }
        var result = ""
        for (position, line) in LineSplitting.lines(text, keepEnds: false).enumerated() {
            if position > 0 { result += separator }
            try self.wrap(Array(line.unicodeScalars), separator: separator, into: &result, rendering)
        }
        return result
    }

    /// Wraps one line. Its words are found one after the other: a list of all of them would be far larger than the text.
    private func wrap(
        _ text: [Unicode.Scalar], separator: String, into result: inout String, _ rendering: Rendering
    ) throws(JinjaError) {
        var here = 0
        var chunk = self.chunk(text, from: &here)
        var hasLines = false
        while let first = chunk {
            try rendering.tick()
            try rendering.checkLength(result.utf8.count)
            var row = first.lowerBound..<first.lowerBound
            // The spaces at the beginning of a line go; not those of the first.
            var last: Range<Int>?
            if hasLines, Self.isBlank(text[first]) {
                chunk = self.chunk(text, from: &here)
                row = first.upperBound..<first.upperBound
            }
            while let next = chunk, row.count + next.count <= self.width {
                row = row.lowerBound..<next.upperBound
                last = next
                chunk = self.chunk(text, from: &here)
            }
            if let next = chunk, next.count > self.width {
                if let part = self.part(of: text[next], room: self.width - row.count, isAlone: last == nil) {
                    row = row.lowerBound..<part.upperBound
                    last = part
                    chunk = part.upperBound < next.upperBound ? part.upperBound..<next.upperBound : nil
                    if chunk == nil { chunk = self.chunk(text, from: &here) }
                }
            }
            if let last, Self.isBlank(text[last]) { row = row.lowerBound..<last.lowerBound }
            guard last != nil, !row.isEmpty else { continue }
            if hasLines { result += separator }
            hasLines = true
            result += PythonText.string(text[row])
        }
    }

    /// What of a word that is too long for any line goes into this one.
    private func part(of word: ArraySlice<Unicode.Scalar>, room: Int, isAlone: Bool) -> Range<Int>? {
        let start = word.startIndex
        guard self.breaksLongWords else { return isAlone ? word.indices : nil }
        var end = start + room
        if self.breaksOnHyphens, let hyphen = word.prefix(room).lastIndex(of: "-"), hyphen > start,
            word[..<hyphen].contains(where: { $0 != "-" })
        {
            end = hyphen + 1
        }
        return start..<end
    }

    /// The next word or the spaces between words; hyphens and dashes end a word.
    private func chunk(_ text: [Unicode.Scalar], from here: inout Int) -> Range<Int>? {
        guard here < text.count else { return nil }
        let start = here
        here = self.chunkEnd(text, start)
        return start..<here
    }

    private static func isBlank(_ chunk: ArraySlice<Unicode.Scalar>) -> Bool { chunk.allSatisfy(PythonText.isSpace) }

    private static func isWhite(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || (scalar.value >= 9 && scalar.value <= 13)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        CaseText.isWord(scalar) && !TextTests.isDecimal(scalar)
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        CaseText.isWord(scalar) || "!\"'&.,?".unicodeScalars.contains(scalar)
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
