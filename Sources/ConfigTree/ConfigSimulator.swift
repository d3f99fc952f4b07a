/// Configuration mode as a device would act: it takes lines and changes a tree.
///
/// It knows nothing of patches, so that a patch can be proved by it.
struct ConfigSimulator {
    var tree: ConfigTree
    private let grammar: Grammar
    private var indexes: [Int: LineIndex] = [:]
    private var thinned: Set<Int> = []

    init(_ tree: ConfigTree) {
        self.tree = tree
        grammar = tree.grammar
        self.tree.source = nil
    }

    /// Types the lines of `input`, each under its parents.
    mutating func run(_ input: ConfigTree) throws(ConfigTreeError) {
        var stack: [(input: ArraySlice<Int>, target: Int)] = [
            (input.nodes[ConfigTree.root].children[...], ConfigTree.root)
        ]
        while let top = stack.popLast() {
            var (pending, target) = top
            guard let line = pending.popFirst() else { continue }
            stack.append((pending, target))
            let node = enter(input.nodes[line].text, under: target)
            guard !input.nodes[line].children.isEmpty else { continue }
            guard let node else {
                throw ConfigTreeError(.refusedCommand, line: input.nodes[line].line, text: input.nodes[line].text)
            }
            stack.append((input.nodes[line].children[...], node))
        }
        for parent in thinned {
            let kept = tree.nodes[parent].children.filter { isAlive($0, parent) }
            tree.nodes[parent].children = kept
        }
    }

    /// Takes one line; the answer is the line's node, nil when no line came of it.
    private mutating func enter(_ typed: String, under parent: Int) -> Int? {
        guard let text = settled(typed, under: parent) else { return nil }
        if let body = grammar.negatedBody(text) {
            remove(body, command: text, under: parent)
            if tree.printsNegation(text, under: parent), child(text, of: parent) == nil {
                _ = insert(text, under: parent)
            }
            return nil
        }
        if let body = grammar.defaultBody(text) {
            reset(body, under: parent)
            return nil
        }
        if let same = child(text, of: parent) { return same }
        let negation = child(grammar.negation + " " + text, of: parent)
        dropNegations(of: text, under: parent)
        if negation != nil, grammar.printsOnlyExceptions, tree.isConditionalDefault(text, under: parent) ?? true {
            return nil
        }
        if let key = grammar.key(text, under: tree.header(parent)), let old = index(parent).node(key: key.name),
            isAlive(old, parent),
            grammar.key(tree.nodes[old].text, under: tree.header(parent))?.name == key.name
        {
            tree.nodes[old].text = text
            addToIndex(old, parent)
            return old
        }
        return insert(text, under: parent)
    }

    /// The line as the device keeps it: sets of numbers put together, entries numbered; nil when it only took a line away.
    private mutating func settled(_ typed: String, under parent: Int) -> String? {
        let header = tree.header(parent)
        if let rule = grammar.numberList(typed, under: header) {
            let old = index(parent).candidates(rule.line).first {
                isAlive($0, parent) && LineIndex.begins(tree.nodes[$0].text, with: rule.line)
            }
            guard let value = rule.value(typed, onto: old.map { tree.nodes[$0].text }) else { return typed }
            if value == nil, let old { delete(old, parent) }
            return value
        }
        guard let rule = grammar.numbering.first(typed, where: { $0.scope.holds(under: header) })?.rule else {
            return typed
        }
        let words = CommandWords.split(typed)
        var highest = 0
        for sibling in index(parent).candidates(words.prefix(rule.after).joined(separator: " "))
        where isAlive(sibling, parent) {
            guard let entry = rule.entry(tree.nodes[sibling].text, sameListAs: words) else { continue }
            if entry.text == words.joined(separator: " ") { return tree.nodes[sibling].text }
            highest = max(highest, entry.number)
        }
        let number = ["\(rule.word)", "\(highest / rule.step * rule.step + rule.step)"]
        return (words.prefix(rule.after).map(String.init) + number + words.dropFirst(rule.after).map(String.init))
            .joined(separator: " ")
    }

    private mutating func insert(_ text: String, under parent: Int) -> Int {
        _ = index(parent)
        let node = tree.append(text, under: parent)
        addToIndex(node, parent)
        return node
    }

    /// A positive line ends its own negations: `ip address …` ends `no ip address`.
    private mutating func dropNegations(of text: String, under parent: Int) {
        var prefix = grammar.negation
        for word in CommandWords.split(text).prefix(12) {
            prefix += " " + word
            if let old = child(prefix, of: parent) { delete(old, parent) }
        }
    }

    private mutating func remove(_ body: String, command: String, under parent: Int) {
        let header = tree.header(parent)
        if let rebuild = grammar.order(body, under: header)?.rebuild, rebuild != command {
            return remove(String(rebuild.dropFirst(grammar.negation.count + 1)), command: rebuild, under: parent)
        }
        for node in index(parent).candidates(body) where isAlive(node, parent) {
            let text = tree.nodes[node].text
            let order = grammar.order(text, under: header)
            let hits =
                if let order { text == body || order.rebuild == command } else {
                    LineIndex.begins(text, with: body) || grammar.key(text, under: header)?.negation == command
                }
            if hits { take(node, parent) }
        }
        if let key = grammar.key(body, under: header), let node = index(parent).node(key: key.name),
            isAlive(node, parent),
            grammar.key(tree.nodes[node].text, under: header)?.name == key.name
        {
            take(node, parent)
        }
    }

    /// Removes a line; a section that cannot be removed loses its lines.
    private mutating func take(_ node: Int, _ parent: Int) {
        if let rule = grammar.section(tree.nodes[node].text, under: tree.header(parent)), rule.removal != .negate {
            clear(node)
        } else {
            delete(node, parent)
        }
    }

    private mutating func reset(_ body: String, under parent: Int) {
        for node in index(parent).candidates(body) where isAlive(node, parent) {
            guard LineIndex.begins(tree.nodes[node].text, with: body) else { continue }
            if grammar.section(tree.nodes[node].text, under: tree.header(parent)) != nil {
                clear(node)
            } else {
                delete(node, parent)
            }
        }
        for node in index(parent).candidates(grammar.negation + " " + body) where isAlive(node, parent) {
            if LineIndex.begins(tree.nodes[node].text, with: grammar.negation + " " + body) { delete(node, parent) }
        }
    }

    private mutating func clear(_ node: Int) {
        for child in tree.nodes[node].children { tree.nodes[child].parent = -1 }
        tree.nodes[node].children = []
        indexes[node] = nil
    }

    private mutating func delete(_ node: Int, _ parent: Int) {
        // Only marked here: taking it out of a long list each time would make many removals quadratic.
        tree.nodes[node].parent = -1
        thinned.insert(parent)
    }

    private func isAlive(_ node: Int, _ parent: Int) -> Bool { tree.nodes[node].parent == parent }

    private mutating func child(_ text: String, of parent: Int) -> Int? {
        index(parent).candidates(text).first { isAlive($0, parent) && tree.nodes[$0].text == text }
    }

    private mutating func index(_ parent: Int) -> LineIndex {
        if let known = indexes[parent] { return known }
        indexes[parent] = LineIndex()
        for child in tree.nodes[parent].children where isAlive(child, parent) { addToIndex(child, parent) }
        return indexes[parent] ?? LineIndex()
    }

    private mutating func addToIndex(_ node: Int, _ parent: Int) {
        let text = tree.nodes[node].text
        let key = grammar.key(text, under: tree.header(parent))
        indexes[parent, default: LineIndex()].insert(
            node, text: text, key: key, negationBody: key.flatMap { grammar.negatedBody($0.negation) })
    }
}
