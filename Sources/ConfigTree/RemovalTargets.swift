/// The wanted lines that the removal of an old line would hit, because a device takes the beginning of a line for the line.
struct RemovalTargets {
    private let tree: ConfigTree
    private let parent: Int
    private var index: LineIndex
    private var added: Set<String> = []
    private var addedIndex = LineIndex()

    init(_ changes: SiblingChanges, _ tree: ConfigTree, under parent: Int) {
        self.tree = tree
        self.parent = parent
        index = LineIndex()
        for wanted in changes.wanted {
            guard tree.order(wanted.node) == nil else { continue }
            index.insert(wanted.node, of: tree)
            guard wanted.same == nil else { continue }
            let text = tree.text(wanted.node)
            added.insert(text)
            addedIndex.insert(wanted.node, text: text)
        }
    }

    /// True when an added line takes the old line away by itself: a line its negation, or a negation its line.
    func replaces(_ old: String) -> Bool {
        guard !added.isEmpty else { return false }
        if let body = tree.grammar.negatedBody(old) {
            return addedIndex.candidates(body).contains { LineIndex.begins(tree.text($0), with: body) }
        }
        return tree.grammar.negationsOfBeginnings(of: old).contains { added.contains($0) }
    }

    /// The wanted lines that this removal would take with it.
    func hit(by command: String) -> [Int] {
        let grammar = tree.grammar
        guard let body = grammar.negatedBody(command) ?? grammar.defaultBody(command) else { return [] }
        var hit = index.candidates(body).filter { node in
            LineIndex.begins(tree.text(node), with: body) || tree.key(node).map { tree.negation($0, node) } == command
        }
        if grammar.defaultBody(command) != nil {
            let negated = grammar.negate(body)
            hit += index.candidates(negated).filter { LineIndex.begins(tree.text($0), with: negated) }
        }
        if let key = tree.key(body, under: parent), let node = index.node(key: key.name) { hit.append(node) }
        return hit
    }
}

extension Grammar {
    /// The negations of the first word of a line, of its first two, and so on: each is ended by the line.
    func negationsOfBeginnings(of line: String) -> [String] {
        var beginning = ""
        return CommandWords.split(line).prefix(12).map { word in
            beginning += beginning.isEmpty ? String(word) : " " + word
            return negate(beginning)
        }
    }
}
