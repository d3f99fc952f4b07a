/// Reads a value that reaches over several lines.
struct MultilineReader {
    let grammar: Grammar
    let line: SourceLine

    /// The line with its value; nil when it begins none. Moves the scanner behind its end.
    func read(_ bytes: Span<UInt8>, _ kind: UInt32, _ scanner: inout LineScanner) throws(ConfigTreeError) -> String? {
        let text = bytes.extracting(line.text)
        guard let found = grammar.multiline.first(text, kind) else { return nil }
        switch found.rule.end {
        case .quote: return try untilQuote(text, bytes, &scanner)
        case .line(let end): return try untilLine(end, grammar.folded(text, kind), bytes, &scanner)
        case .delimiter:
            let words = CommandWords.ranges(text)
            let headWords = found.pattern.words.count - 1
            guard words.count > headWords else { return nil }
            let head = words.prefix(headWords).map { text.extracting($0).string }.joined(separator: " ")
            let rest = text.extracting(words[headWords].lowerBound..<text.count).string
            return try untilMark(head, rest[...], bytes, &scanner)
        }
    }

    private func untilLine(
        _ end: String, _ first: String, _ bytes: Span<UInt8>, _ scanner: inout LineScanner
    ) throws(ConfigTreeError) -> String {
        var value = first
        while let next = try scanner.next(bytes) {
            let text = bytes.extracting(next.text).string
            value += "\n" + text
            if text == end { return value }
        }
        throw unterminated(bytes)
    }

    /// Nil when the quotes are closed on the line itself.
    private func untilQuote(
        _ text: Span<UInt8>, _ bytes: Span<UInt8>, _ scanner: inout LineScanner
    ) throws(ConfigTreeError) -> String? {
        var isOpen = false
        Self.follow(text, &isOpen)
        guard isOpen else { return nil }
        var value = text.string
        while let next = try scanner.next(bytes) {
            let raw = bytes.extracting(next.raw)
            value += "\n" + raw.string
            Self.follow(raw, &isOpen)
            if !isOpen { return value }
        }
        throw unterminated(bytes)
    }

    private static func follow(_ line: Span<UInt8>, _ isOpen: inout Bool) {
        var index = 0
        while index < line.count {
            if line[index] == UInt8(ascii: "\\") {
                index += 1
            } else if line[index] == UInt8(ascii: "\"") {
                isOpen.toggle()
            }
            index += 1
        }
    }

    private func untilMark(
        _ head: String, _ rest: Substring, _ bytes: Span<UInt8>, _ scanner: inout LineScanner
    ) throws(ConfigTreeError) -> String {
        let mark = Grammar.delimiter(of: rest)
        let first = rest.dropFirst(mark.count)
        if let end = first.firstRange(of: mark) { return Grammar.banner(head, first[..<end.lowerBound]) }
        var value = String(first)
        while let next = try scanner.next(bytes) {
            let current = bytes.extracting(next.raw).string
            if let end = current.firstRange(of: mark) {
                return Grammar.banner(head, value + "\n" + current[..<end.lowerBound])
            }
            value += "\n" + current
        }
        throw unterminated(bytes)
    }

    private func unterminated(_ bytes: Span<UInt8>) -> ConfigTreeError {
        ConfigTreeError(.unterminatedValue, line: line.number, text: bytes.extracting(line.text).string)
    }
}
