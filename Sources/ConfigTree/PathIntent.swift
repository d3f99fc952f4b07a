/// Holds expected `set` and `delete` lines against a set of paths.
struct PathIntent {
    private let tree: ConfigTree
    private let rules: PathRules

    init(_ tree: ConfigTree, _ rules: PathRules) {
        self.tree = tree
        self.rules = rules
    }

    func gaps(_ expectation: String) throws(ConfigTreeError) -> [ConfigGap] {
        let bytes = Array(expectation.utf8)
        guard PathStatements.areLines(bytes.span, tree.grammar, rules) else {
            let expected = try ConfigReader.read(bytes, grammar: tree.grammar, mode: .document)
            return expected.children(of: ConfigTree.root).flatMap { expected.ends(below: $0, rules).paths }
                .compactMap { gap(expected.words(of: $0)) }
        }
        var gaps: [ConfigGap] = []
        var lines = PathStatements(grammar: tree.grammar, rules: rules, refusesOthers: true)
        while let statement = try lines.next(bytes.span) {
            for path in statement.paths {
                let words = path.map { bytes.span.extracting($0).string }
                switch statement.verb {
                case .set: if let gap = gap(words) { gaps.append(gap) }
                case .mark(let mark): if let gap = gap(words + [mark.word]) { gaps.append(gap) }
                case .delete where find(words) != nil:
                    gaps.append(ConfigGap(kind: .surplus, path: [], line: line(words)))
                case .unmark(let mark) where find(words + [mark.word]) != nil:
                    gaps.append(ConfigGap(kind: .surplus, path: [], line: line(words + [mark.word])))
                default: break
                }
            }
        }
        return gaps
    }

    private func gap(_ words: [String]) -> ConfigGap? {
        if find(words) != nil || isStoredHashed(words) { return nil }
        return ConfigGap(kind: .absent, path: [], line: line(words))
    }

    private func line(_ words: [String]) -> String { words.map(rules.quoted).joined(separator: " ") }

    /// True when the device keeps the value in another form and has one.
    private func isStoredHashed(_ words: [String]) -> Bool {
        let grammar = tree.grammar
        func essence(_ words: [String]) -> String? {
            grammar.comparable(line(words))
        }
        guard let wanted = essence(words), let parent = find(words.dropLast()) else { return false }
        return tree.children(of: parent).contains { essence(tree.words(of: $0)) == wanted }
    }

    private func find(_ words: some Sequence<String>) -> Int? {
        var node = ConfigTree.root
        for word in words {
            guard let next = tree.children(of: node).first(where: { tree.isText($0, word) }) else { return nil }
            node = next
        }
        return node
    }
}
