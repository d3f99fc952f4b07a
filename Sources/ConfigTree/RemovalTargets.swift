/// The wanted lines that the removal of an old line would hit, because a device takes the beginning of a line for the line.
struct RemovalTargets {
    private let tree: ConfigTree
    private let header: String?
    private var index = LineIndex()
    private var added: Set<String> = []
    private var addedIndex = LineIndex()

    init(_ changes: SiblingChanges, _ tree: ConfigTree, _ header: String?) {
        self.tree = tree
        self.header = header
        for wanted in changes.wanted {
            let text = tree.nodes[wanted.node].text
            guard tree.grammar.order(text, under: header) == nil else { continue }
            let key = tree.grammar.key(text, under: header)
            let negation = key.flatMap { tree.grammar.negatedBody($0.negation) }
            index.insert(wanted.node, text: text, key: key, negationBody: negation)
            guard wanted.same == nil else { continue }
            added.insert(text)
            addedIndex.insert(wanted.node, text: text, key: nil, negationBody: nil)
        }
    }

    /// True when an added line takes the old line away by itself: a line its negation, or a negation its line.
    func replaces(_ old: String) -> Bool {
        if let body = tree.grammar.negatedBody(old) {
            return addedIndex.candidates(body).contains { LineIndex.begins(tree.nodes[$0].text, with: body) }
        }
        var prefix = tree.grammar.negation
        return CommandWords.split(old).prefix(12).contains { word in
            prefix += " " + word
            return added.contains(prefix)
        }
    }

    /// The wanted lines that this removal would take with it.
    func hit(by command: String) -> [Int] {
        let grammar = tree.grammar
        guard let body = grammar.negatedBody(command) ?? grammar.defaultBody(command) else { return [] }
        var hit = index.candidates(body).filter { node in
            LineIndex.begins(tree.nodes[node].text, with: body)
                || grammar.key(tree.nodes[node].text, under: header)?.negation == command
        }
        if grammar.defaultBody(command) != nil {
            let negated = grammar.negation + " " + body
            hit += index.candidates(negated).filter { LineIndex.begins(tree.nodes[$0].text, with: negated) }
        }
        if let key = grammar.key(body, under: header), let node = index.node(key: key.name) { hit.append(node) }
        return hit
    }
}
