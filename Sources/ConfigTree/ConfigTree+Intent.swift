extension ConfigTree {
    /// What this configuration lacks of the expected lines, and what it has although a line `no …` forbids it.
    ///
    /// Lines stand under their parents as in `applying`. A secret that the device stores in another form counts as present with
    /// any value. Empty when all is fulfilled. Throws for text that is no configuration.
    public func missing(_ expectation: String) throws(ConfigTreeError) -> [ConfigGap] {
        var parser = ConfigParser(grammar: grammar, mode: .input)
        let expected = try parser.parse(expectation)
        var check = IntentCheck(tree: self, expected: expected)
        return check.run()
    }
}

/// Holds an expectation against a tree, without recursion.
private struct IntentCheck {
    let tree: ConfigTree
    let expected: ConfigTree
    private var indexes: [Int: LineIndex] = [:]

    init(tree: ConfigTree, expected: ConfigTree) {
        self.tree = tree
        self.expected = expected
    }

    mutating func run() -> [ConfigGap] {
        var gaps: [ConfigGap] = []
        var stack = expected.nodes[ConfigTree.root].children.reversed().map {
            (wanted: $0, parent: ConfigTree.root as Int?)
        }
        while let (wanted, parent) = stack.popLast() {
            let text = expected.nodes[wanted].text
            let children = expected.nodes[wanted].children
            if children.isEmpty, let body = tree.grammar.negatedBody(text) {
                guard let parent, find(text, parent) == nil else { continue }
                gaps += forbidden(body, command: text, parent).map {
                    ConfigGap(kind: .surplus, path: expected.path(of: wanted), line: tree.nodes[$0].text)
                }
                continue
            }
            let node = parent.flatMap { find(text, $0) }
            if node == nil, children.isEmpty, !isFulfilledByDefault(text, parent) {
                gaps.append(ConfigGap(kind: .absent, path: expected.path(of: wanted), line: text))
            }
            stack.append(contentsOf: children.reversed().map { (wanted: $0, parent: node) })
        }
        return gaps
    }

    /// The line itself, or one that differs only in a secret that cannot be compared.
    private mutating func find(_ text: String, _ parent: Int) -> Int? {
        let index = index(parent)
        if let same = index.candidates(text).first(where: { tree.nodes[$0].text == text }) { return same }
        if let fulfilled = fulfilledByList(text, parent) ?? numbered(text, parent) { return fulfilled }
        guard let comparable = tree.grammar.comparable(text) else { return nil }
        return tree.nodes[parent].children.first { tree.grammar.comparable(tree.nodes[$0].text) == comparable }
    }

    /// The line whose set of numbers has what `… add …` asks for, lacks what `… remove …` names, or is the same set.
    private mutating func fulfilledByList(_ text: String, _ parent: Int) -> Int? {
        guard let rule = tree.grammar.numberList(text, under: tree.header(parent)) else { return nil }
        return index(parent).candidates(rule.line).first { node in
            let old = tree.nodes[node].text
            return rule.value(text, onto: old) == .some(.some(old))
        }
    }

    /// The entry that got its number from the device.
    private mutating func numbered(_ text: String, _ parent: Int) -> Int? {
        let header = tree.header(parent)
        guard let rule = tree.grammar.numbering.first(text, where: { $0.scope.holds(under: header) })?.rule else {
            return nil
        }
        let words = CommandWords.split(text)
        return index(parent).candidates(words.prefix(rule.after).joined(separator: " ")).first { node in
            rule.entry(tree.nodes[node].text, sameListAs: words)?.text == words.joined(separator: " ")
        }
    }

    private mutating func forbidden(_ body: String, command: String, _ parent: Int) -> [Int] {
        let header = tree.header(parent)
        return index(parent).candidates(body).filter { node in
            let text = tree.nodes[node].text
            if let order = tree.grammar.order(text, under: header) { return text == body || order.rebuild == command }
            return LineIndex.begins(text, with: body) || tree.grammar.key(text, under: header)?.negation == command
        }
    }

    /// A default counts as present unless the configuration negates it.
    private mutating func isFulfilledByDefault(_ text: String, _ parent: Int?) -> Bool {
        if let parent, let rule = tree.grammar.numberList(text, under: tree.header(parent)) {
            return rule.value(text, onto: nil) == .some(nil) && index(parent).candidates(rule.line).isEmpty
        }
        guard let parent else { return tree.grammar.defaults.contains(text) }
        return tree.statesDefault(text, under: parent) && find(tree.grammar.negation + " " + text, parent) == nil
    }

    private mutating func index(_ parent: Int) -> LineIndex {
        if let known = indexes[parent] { return known }
        var index = LineIndex()
        let header = tree.header(parent)
        for child in tree.nodes[parent].children {
            let text = tree.nodes[child].text
            let key = tree.grammar.key(text, under: header)
            index.insert(
                child, text: text, key: key, negationBody: key.flatMap { tree.grammar.negatedBody($0.negation) })
        }
        indexes[parent] = index
        return index
    }
}
