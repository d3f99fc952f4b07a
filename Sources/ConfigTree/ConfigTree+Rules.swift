extension ConfigTree {
    /// One line per key: the key and how the line is removed.
    struct Key {
        let name: String
        fileprivate let captures: [String]
        fileprivate let rule: ReplaceRule
        fileprivate let pattern: CommandPattern

        var removesFirst: Bool { rule.removesFirst }
    }

    /// The command that removes a line with a key.
    func negation(_ key: Key, of text: String) -> String {
        if let template = key.rule.negate { return Grammar.fill(template, key.captures, line: text) }
        return grammar.negate(text.withSpan { Grammar.head(of: key.pattern, in: $0) })
    }

    /// The command that removes the line of a node with a key.
    func negation(_ key: Key, _ node: Int) -> String { negation(key, of: text(node)) }

    /// What is removed by a command that is not `no` and the beginning of the line; nil for the others.
    func otherNegation(_ key: Key, _ node: Int) -> String? {
        guard let template = key.rule.negate, !template.utf8.reversed().starts(with: "enil$".utf8) else { return nil }
        return negation(key, node)
    }

    /// A place among lines whose order matters.
    struct Order {
        let group: String
        let rule: OrderedRule
        let rebuild: String?
    }

    /// True when the rule holds for the lines below this parent; the root is the top of the configuration.
    func holds(_ scope: RuleScope, under parent: Int) -> Bool {
        switch scope {
        case .anywhere: return true
        case .top: return parent == Self.root
        case .under(let patterns):
            guard parent > Self.root else { return false }
            return withLine(parent) { line, _ in
                for pattern in patterns where pattern.matches(line) { return true }
                return false
            }
        }
    }

    /// The section that a line opens, or nil.
    func section(_ line: Span<UInt8>, _ kind: UInt32, under parent: Int) -> SectionRule? {
        guard !grammar.sections.isEmpty(kind) else { return nil }
        return grammar.sections.first(line, kind) { holds($0.scope, under: parent) }?.rule
    }

    func section(_ node: Int) -> SectionRule? {
        guard !grammar.sections.isEmpty(nodes[node].kind) else { return nil }
        return withLine(node) { section($0, $1, under: parent(node)) }
    }

    func section(_ text: String, under parent: Int) -> SectionRule? {
        withLine(text) { section($0, $1, under: parent) }
    }

    /// The key of a line of which one per key exists, or nil.
    func key(_ line: Span<UInt8>, _ kind: UInt32, under parent: Int) -> Key? {
        guard !grammar.replaces.isEmpty(kind),
            let found = grammar.replaces.first(line, kind, where: { holds($0.rule.scope, under: parent) })
        else { return nil }
        let captures = found.match.captures.map { line.extracting($0).string }
        var name = String(found.rule.order)
        for capture in captures { name += "\u{1F}" + capture }
        return Key(name: name, captures: captures, rule: found.rule.rule, pattern: found.pattern)
    }

    func key(_ node: Int) -> Key? {
        guard !grammar.replaces.isEmpty(nodes[node].kind) else { return nil }
        return withLine(node) { key($0, $1, under: parent(node)) }
    }

    func key(_ text: String, under parent: Int) -> Key? { withLine(text) { key($0, $1, under: parent) } }

    /// The group in which the order of this line matters, or nil.
    func order(_ line: Span<UInt8>, _ kind: UInt32, under parent: Int) -> Order? {
        guard !grammar.ordered.isEmpty(kind),
            let found = grammar.ordered.first(line, kind, where: { holds($0.rule.scope, under: parent) })
        else { return nil }
        let captures = found.match.captures.map { line.extracting($0).string }
        return Order(
            group: ([String(found.rule.order)] + captures).joined(separator: "\u{1F}"), rule: found.rule.rule,
            rebuild: found.rule.rule.rebuild.map { Grammar.fill($0, captures, line: line.string) })
    }

    func order(_ node: Int) -> Order? {
        guard !grammar.ordered.isEmpty(nodes[node].kind) else { return nil }
        return withLine(node) { order($0, $1, under: parent(node)) }
    }

    func order(_ text: String, under parent: Int) -> Order? {
        guard grammar.hasOrder else { return nil }
        return withLine(text) { order($0, $1, under: parent) }
    }

    /// The rule of a line whose value is a set of numbers, or nil.
    func numberList(_ text: String, under parent: Int) -> NumberListRule? {
        withLine(text) { line, kind in
            guard !grammar.numberLists.isEmpty(kind) else { return nil }
            return grammar.numberLists.first(line, kind) {
                LineIndex.begins(text, with: $0.line) && holds($0.scope, under: parent)
            }?.rule
        }
    }

    /// The rule of an entry that gets its number from the device, or nil.
    func numbering(_ text: String, under parent: Int) -> NumberingRule? {
        withLine(text) { line, kind in
            guard !grammar.numbering.isEmpty(kind) else { return nil }
            return grammar.numbering.first(line, kind) { holds($0.scope, under: parent) }?.rule
        }
    }

    /// The command that removes a line; for a line that is itself negated, the command that takes it back.
    func negated(_ text: String, under parent: Int) -> String {
        if let body = grammar.negatedBody(text) {
            let isDefault = withLine(body) { grammar.defaults.contains($0, $1) }
            guard let word = grammar.defaultWord, !isDefault else { return body }
            return word + " " + body
        }
        if let rule = section(text, under: parent), let removal = rule.negation(of: text) { return removal }
        return key(text, under: parent).map { negation($0, of: text) } ?? grammar.negate(text)
    }

    /// For what is made first and removed last: a lower rank is more basic.
    func definitionRank(_ text: String) -> Int? {
        withLine(text) { line, kind in grammar.definitions.first(line, kind)?.rule }
    }

    /// The line with secrets and their encoding left out when the device stores them in another form; nil for any other line.
    func comparable(_ node: Int) -> String? {
        grammar.comparable(text(node))
    }

    /// The line in the form that the device keeps.
    func kept(_ text: String, under parent: Int) -> String {
        if let body = grammar.negatedBody(text) {
            return rewritten(body, under: parent, isNegated: true).map { grammar.negate($0) } ?? text
        }
        return rewritten(text, under: parent, isNegated: false) ?? text
    }

    private func rewritten(_ text: String, under parent: Int, isNegated: Bool) -> String? {
        withLine(text) { line, kind in
            guard !grammar.rewrites.isEmpty(kind),
                let found = grammar.rewrites.first(
                    line, kind, where: { holds($0.scope, under: parent) && (!isNegated || $0.alsoNegated) })
            else { return nil }
            return Grammar.fill(
                found.rule.keptAs, found.match.captures.map { line.extracting($0).string }, line: text)
        }
    }
}

extension Grammar {
    /// The words of the line up to the first one that is a value.
    static func head(of pattern: CommandPattern, in line: Span<UInt8>) -> String {
        var count = 0
        scan: for word in pattern.words {
            switch word {
            case .literal, .capture, .captureLiteral, .captureNumber: count += 1
            default: break scan
            }
        }
        var words: [String] = []
        var place = 0
        while words.count < count, let word = CommandWords.next(line, place) {
            words.append(line.extracting(word).string)
            place = word.upperBound
        }
        return words.joined(separator: " ")
    }

    /// Puts captured words into a template; `$line` is the whole line.
    static func fill(_ template: String, _ captures: [String], line: String) -> String {
        var result = ""
        var rest = template.utf8[...]
        while let mark = rest.firstIndex(of: UInt8(ascii: "$")) {
            result += String(Substring(rest[..<mark]))
            rest = rest[rest.index(after: mark)...]
            if rest.starts(with: "line".utf8) {
                result += line
                rest = rest.dropFirst(4)
            } else if let digit = rest.first, digit.isDigit, digit > 48, Int(digit) - 49 < captures.count {
                result += captures[Int(digit) - 49]
                rest = rest.dropFirst()
            } else {
                result += "$"
            }
        }
        return result + String(Substring(rest))
    }
}
