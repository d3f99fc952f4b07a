extension ConfigTree {
    /// What this configuration lacks of the expected lines, and what it has although a line `no …` forbids it.
    ///
    /// Lines stand under their parents as in `applying`. A secret that the device stores in another form counts as present with
    /// any value. Empty when all is fulfilled. Throws for text that is no configuration.
    public func missing(_ expectation: String) throws(ConfigTreeError) -> [ConfigGap] {
        if let rules = grammar.paths { return try PathIntent(self, rules).gaps(expectation) }
        let expected = try ConfigReader.read(Array(expectation.utf8), grammar: grammar, mode: .input)
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
        var stack = expected.children(of: ConfigTree.root).reversed().map {
            (wanted: $0, parent: ConfigTree.root as Int?)
        }
        while let (wanted, parent) = stack.popLast() {
            let text = expected.text(wanted)
            let isLeaf = !expected.hasChildren(wanted)
            if isLeaf, let body = tree.grammar.negatedBody(text) {
                guard let parent, find(text, parent) == nil else { continue }
                gaps += forbidden(body, command: text, parent).map {
                    ConfigGap(kind: .surplus, path: expected.path(of: wanted), line: tree.text($0))
                }
                continue
            }
            let node = parent.flatMap { find(text, $0) }
            if node == nil, isLeaf, !isFulfilledByDefault(text, parent) {
                gaps.append(ConfigGap(kind: .absent, path: expected.path(of: wanted), line: text))
            }
            stack.append(contentsOf: expected.children(of: wanted).reversed().map { (wanted: $0, parent: node) })
        }
        return gaps
    }

    /// The line itself, or one that differs only in a secret that cannot be compared.
    private mutating func find(_ text: String, _ parent: Int) -> Int? {
        let index = index(parent)
        if let same = index.candidates(text).first(where: { tree.isText($0, text) }) { return same }
        if let fulfilled = fulfilledByList(text, parent) ?? numbered(text, parent) { return fulfilled }
        guard let comparable = tree.grammar.comparable(text) else { return nil }
        return tree.children(of: parent).first { tree.comparable($0) == comparable }
    }

    /// The line whose set of numbers has what `… add …` asks for, lacks what `… remove …` names, or is the same set.
    private mutating func fulfilledByList(_ text: String, _ parent: Int) -> Int? {
        guard let rule = tree.numberList(text, under: parent) else { return nil }
        return index(parent).candidates(rule.line).first { node in
            let old = tree.text(node)
            return rule.value(text, onto: old) == .some(.some(old))
        }
    }

    /// The entry that got its number from the device.
    private mutating func numbered(_ text: String, _ parent: Int) -> Int? {
        guard let rule = tree.numbering(text, under: parent) else { return nil }
        let words = CommandWords.split(text)
        return index(parent).candidates(words.prefix(rule.after).joined(separator: " ")).first { node in
            rule.entry(tree.text(node), sameListAs: words)?.text == words.joined(separator: " ")
        }
    }

    private mutating func forbidden(_ body: String, command: String, _ parent: Int) -> [Int] {
        index(parent).candidates(body).filter { node in
            let text = tree.text(node)
            if let order = tree.order(node) { return text == body || order.rebuild == command }
            return LineIndex.begins(text, with: body) || tree.key(node).map { tree.negation($0, node) } == command
        }
    }

    /// A default counts as present unless the configuration negates it.
    private mutating func isFulfilledByDefault(_ text: String, _ parent: Int?) -> Bool {
        guard let parent else { return tree.withLine(text) { tree.grammar.defaults.contains($0, $1) } }
        if let rule = tree.numberList(text, under: parent) {
            return rule.value(text, onto: nil) == .some(nil) && index(parent).candidates(rule.line).isEmpty
        }
        return tree.statesDefault(text, under: parent) && find(tree.grammar.negate(text), parent) == nil
    }

    private mutating func index(_ parent: Int) -> LineIndex {
        if let known = indexes[parent] { return known }
        let index = LineIndex(tree, below: parent)
        indexes[parent] = index
        return index
    }
}
