/// A text too long for one line of `pprint`: several literals, each of whole words, one below the other.
struct PrettyText {
    private let indent: Int
    private let allowance: Int
    private let isTop: Bool

    init(indent: Int, allowance: Int, isTop: Bool) {
        self.indent = isTop ? indent + 1 : indent
        self.allowance = isTop ? allowance + 1 : allowance
        self.isTop = isTop
    }

    func write(_ text: String, _ result: inout String, _ rendering: Rendering) throws(JinjaError) {
        let lines = LineSplitting.lines(text, keepEnds: true)
        var chunks: [String] = []
        for (position, line) in lines.enumerated() {
            let isLast = position == lines.count - 1
            try rendering.work()
            let literal = StringLiteral.repr(line)
            if literal.unicodeScalars.count <= 80 - self.indent - (isLast ? self.allowance : 0) {
                chunks.append(literal)
            } else {
                chunks += try self.chunks(of: line, isLast: isLast, rendering)
            }
        }
        if chunks.count == 1 {
            result += StringLiteral.repr(lines[lines.count - 1])
            return
        }
        let added = chunks.reduce(2) { $0 + $1.utf8.count + 1 + self.indent }
        try rendering.checkLength(result.utf8.count + added)
        let body = chunks.joined(separator: "\n" + PythonText.repeated(" ", self.indent))
        result += self.isTop ? "(" + body + ")" : body
    }

    /// Literals of as many words as fit.
    private func chunks(of line: String, isLast: Bool, _ rendering: Rendering) throws(JinjaError) -> [String] {
        let words = self.words(line)
        var chunks: [String] = []
        var current = ""
        for (position, word) in words.enumerated() {
            let room = 80 - self.indent - (isLast && position == words.count - 1 ? self.allowance : 0)
            let candidate = current + word
            try rendering.tick()
            if StringLiteral.repr(candidate).unicodeScalars.count > room {
                if !current.isEmpty { chunks.append(StringLiteral.repr(current)) }
                current = word
            } else {
                current = candidate
            }
        }
        if !current.isEmpty { chunks.append(StringLiteral.repr(current)) }
        return chunks
    }

    /// The words of a line, each with the spaces behind it.
    private func words(_ line: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var isBehind = false
        for scalar in line.unicodeScalars {
            let isSpace = PythonText.isSpace(scalar)
            if isBehind, !isSpace {
                words.append(String(word))
                word = String.UnicodeScalarView()
            }
            word.append(scalar)
            isBehind = isSpace
        }
        if !word.isEmpty { words.append(String(word)) }
        return words
    }
}
