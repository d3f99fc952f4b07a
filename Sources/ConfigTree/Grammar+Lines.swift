extension Grammar {
    /// One line per key: the key and how the line is removed.
    struct Key {
        let name: String
        let negation: String
        let removesFirst: Bool
    }

    /// A place among lines whose order matters.
    struct Order {
        let group: String
        let rebuild: String?
    }

    /// The section that a line opens, or nil.
    func section(_ line: String, under header: String?) -> SectionRule? {
        sections.first(line) { $0.scope.holds(under: header) }?.rule
    }

    /// The key of a line of which one per key exists, or nil.
    func key(_ line: String, under header: String?) -> Key? {
        guard let found = replaces.first(line, where: { $0.rule.scope.holds(under: header) }) else { return nil }
        let captures = found.match.captures
        let body =
            if let template = found.rule.rule.negate {
                Self.fill(template, captures, line: line)
            } else {
                negation + " " + Self.head(of: found.pattern, in: line)
            }
        return Key(
            name: ([String(found.rule.order)] + captures).joined(separator: "\u{1F}"), negation: body,
            removesFirst: found.rule.rule.removesFirst)
    }

    /// The group in which the order of this line matters, or nil.
    func order(_ line: String, under header: String?) -> Order? {
        guard let found = ordered.first(line, where: { $0.rule.scope.holds(under: header) }) else { return nil }
        let captures = found.match.captures
        return Order(
            group: ([String(found.rule.order)] + captures).joined(separator: "\u{1F}"),
            rebuild: found.rule.rule.rebuild.map { Self.fill($0, captures, line: line) })
    }

    /// The rule of a line whose value is a set of numbers, or nil.
    func numberList(_ line: String, under header: String?) -> NumberListRule? {
        numberLists.first { LineIndex.begins(line, with: $0.line) && $0.scope.holds(under: header) }
    }

    /// The command that removes a line; for a line that is itself negated, the command that takes it back.
    func negated(_ line: String, under header: String?) -> String {
        if let body = negatedBody(line) {
            guard let word = defaultWord, !defaults.contains(body) else { return body }
            return word + " " + body
        }
        return key(line, under: header)?.negation ?? negation + " " + line
    }

    /// What stands behind the negation word; nil for a line that is not negated.
    func negatedBody(_ line: String) -> String? { body(of: line, after: negation) }

    /// What stands behind the word that takes a setting back to its default.
    func defaultBody(_ line: String) -> String? { defaultWord.flatMap { body(of: line, after: $0) } }

    /// The form in which a line is compared: spaces folded except in free text.
    func folded(_ line: String) -> String {
        var previous: UInt8 = 0
        let needsFolding = line.utf8.contains { byte in
            defer { previous = byte }
            return byte == 9 || (byte == 32 && previous == 32)
        }
        guard needsFolding, !freeText.contains(line) else { return line }
        return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
    }

    private func body(of line: String, after word: String) -> String? {
        guard line.utf8.count > word.utf8.count + 1, line.hasPrefix(word),
            line.utf8.dropFirst(word.utf8.count).first == 32
        else { return nil }
        return String(line.dropFirst(word.count + 1))
    }

    /// The words of the line up to the first one that is a value.
    private static func head(of pattern: CommandPattern, in line: String) -> String {
        var count = 0
        scan: for word in pattern.words {
            switch word {
            case .literal, .capture, .captureNumber: count += 1
            default: break scan
            }
        }
        return CommandWords.split(line).prefix(count).joined(separator: " ")
    }

    static func fill(_ template: String, _ captures: [String], line: String) -> String {
        var result = template.replacing("$line", with: line)
        for (index, capture) in captures.enumerated() { result = result.replacing("$\(index + 1)", with: capture) }
        return result
    }
}
