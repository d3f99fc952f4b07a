extension Grammar {
    /// Comments and lines that change by themselves.
    func isTrivia(_ line: String) -> Bool {
        comments.contains { line.hasPrefix($0) } || ignored.contains(line)
    }

    /// True for typed lines without any indentation that open a section: only then do sections reach to the next exit or global line.
    func isFlat(_ lines: [SourceLine]) -> Bool {
        var opensSection = false
        for line in lines where !line.text.isEmpty && !isTrivia(line.text) {
            if line.indent > 0 { return false }
            opensSection = opensSection || sections.contains(line.text)
        }
        return opensSection
    }

    /// True when the section line can stand in the context, because a rule of its own says so.
    func nests(_ line: String, under header: String?) -> Bool {
        guard let header else { return true }
        return sections.first(line) { rule in
            if case .under = rule.scope { return rule.scope.holds(under: header) }
            return false
        } != nil
    }

    /// Reads a value that reaches over several lines; nil when the line begins none. Moves `next` behind its end.
    func multilineValue(at line: SourceLine, lines: [SourceLine], next: inout Int) throws(ConfigTreeError) -> String? {
        guard let found = multiline.first(line.text) else { return nil }
        switch found.rule.end {
        case .line(let end):
            var value = folded(line.text)
            while next < lines.count {
                let current = lines[next]
                next += 1
                value += "\n" + current.text
                if current.text == end { return value }
            }
        case .delimiter:
            let headWords = found.pattern.words.count - 1
            let words = CommandWords.split(line.text)
            guard words.count > headWords else { return nil }
            let head = words.prefix(headWords).joined(separator: " ")
            let rest = line.text[words[headWords].startIndex...]
            let mark = Self.delimiter(of: rest)
            let first = rest.dropFirst(mark.count)
            if let end = first.firstRange(of: mark) { return Self.banner(head, first[..<end.lowerBound]) }
            var value = String(first)
            while next < lines.count {
                let current = lines[next].raw
                next += 1
                if let end = current.firstRange(of: mark) {
                    return Self.banner(head, value + "\n" + current[..<end.lowerBound])
                }
                value += "\n" + current
            }
        }
        throw ConfigTreeError(.unterminatedValue, line: line.number, text: line.text)
    }

    /// The mark that every such value has inside the tree, as devices print it.
    static let printedDelimiter = "^C"

    private static func delimiter(of value: Substring) -> String {
        value.hasPrefix(printedDelimiter) ? printedDelimiter : String(value.unicodeScalars.prefix(1))
    }

    private static func banner(_ head: String, _ value: some StringProtocol) -> String {
        head + " " + printedDelimiter + value + printedDelimiter
    }

    /// The command for a line of the tree: a value of several lines gets a delimiter that it does not contain.
    func command(for line: String) -> String {
        guard let found = multiline.first(line), found.rule.end == .delimiter, line.hasSuffix(Self.printedDelimiter),
            let start = line.firstRange(of: Self.printedDelimiter)
        else { return line }
        let value = line[start.upperBound...].dropLast(Self.printedDelimiter.count)
        guard let mark = delimiters.first(where: { !value.contains($0) }) else { return line }
        return line[..<start.lowerBound] + mark + value + mark
    }
}
