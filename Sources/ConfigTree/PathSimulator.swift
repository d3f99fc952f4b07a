/// The candidate of a device with paths: it takes lines and changes a tree. It knows nothing of patches.
struct PathSimulator {
    private(set) var tree: ConfigTree
    private let rules: PathRules
    private let grammar: Grammar
    private var known: [UInt64: Int] = [:]
    /// Where `edit` went.
    private var context: [String] = []

    init(_ tree: ConfigTree, _ rules: PathRules) {
        self.tree = tree
        self.rules = rules
        grammar = tree.grammar
        self.tree.isSource = false
        for node in tree.nodes.indices.dropFirst() where tree.parent(node) >= 0 {
            known[ByteHash.mix(tree.nodes[node].hash, UInt64(tree.parent(node)))] = node
        }
    }

    mutating func run(_ text: String) throws(ConfigTreeError) {
        let bytes = Array(text.utf8)
        guard PathStatements.areLines(bytes.span, grammar, rules) else { return try merge(bytes) }
        var lines = PathStatements(grammar: grammar, rules: rules, refusesOthers: true)
        while let statement = try lines.next(bytes.span) {
            for path in statement.paths {
                let words = path.map { bytes.span.extracting($0).string }
                // What a terminal takes as a key press must not be typed.
                guard !words.contains(where: { $0.utf8.contains { ($0 < 32 && $0 != 10 && $0 != 9) || $0 == 127 } })
                else {
                    throw ConfigTreeError(.controlCharacter, line: statement.line)
                }
                take(statement.verb, words)
            }
        }
    }

    /// Braces are merged.
    private mutating func merge(_ bytes: [UInt8]) throws(ConfigTreeError) {
        let input = try ConfigReader.read(bytes, grammar: grammar, mode: .document)
        for top in input.children(of: ConfigTree.root) {
            let ends = input.ends(below: top, rules)
            for node in ends.paths { set(input.words(of: node)) }
            for node in ends.marks { set(input.words(of: node)) }
        }
    }

    private mutating func take(_ verb: PathStatements.Verb, _ words: [String]) {
        let path = context + words
        switch verb {
        case .set: set(path)
        case .delete: delete(path)
        case .mark(let mark): if find(path) != nil { set(path + [mark.word]) }
        case .unmark(let mark): delete(path + [mark.word])
        case .move: move(path)
        case .edit: context = path
        case .top: context = []
        case .up: context.removeLast(min(context.count, words.first.flatMap { Int($0) } ?? 1))
        }
    }

    private mutating func set(_ path: [String]) {
        var node = ConfigTree.root
        for (index, word) in path.enumerated() {
            if let next = child(word, of: node) {
                node = next
                continue
            }
            makeRoom(for: word, under: node, isEnd: index + 1 == path.count)
            let next = tree.append(word, under: node)
            known[ByteHash.mix(tree.nodes[next].hash, UInt64(node))] = next
            node = next
        }
    }

    /// A value of which only one exists ends the one before.
    private mutating func makeRoom(for word: String, under parent: Int, isEnd: Bool) {
        guard parent != ConfigTree.root else { return }
        let path = tree.pathLine(parent, rules)
        if isEnd, rules.single.contains(last: tree.text(parent), { path }) {
            for child in tree.children(of: parent) where tree.isEnd(child, rules) && !tree.isMark(child, rules) {
                tree.remove(child)
            }
        }
        for choice in rules.choices where choice.words.contains(word) && choice.under.matches(path) {
            for child in tree.children(of: parent) where choice.words.contains(tree.text(child)) { tree.remove(child) }
        }
    }

    private mutating func delete(_ path: [String]) {
        guard !path.isEmpty, let node = find(path) else { return }
        var parent = tree.parent(node)
        tree.remove(node)
        var place = path.count - 1
        // What holds nothing any more goes, too, unless it means something by itself.
        while parent > ConfigTree.root, !tree.hasChildren(parent), place > 0 {
            let above = tree.parent(parent)
            let path = tree.pathLine(parent, rules)
            if tree.isOrdered(above) || rules.keepsEmpty.contains(last: tree.text(parent), { path }) { break }
            tree.remove(parent)
            parent = above
            place -= 1
        }
    }

    /// `… ITEM before … OTHER`, `… ITEM after … OTHER`, `… ITEM top`, `… ITEM bottom`.
    private mutating func move(_ words: [String]) {
        var item = words
        var other: String?
        let place: String
        if let last = words.last, ["top", "bottom"].contains(last) {
            place = last
            item.removeLast()
        } else if let index = words.lastIndex(where: { ["before", "after"].contains($0) }), index > 0 {
            place = words[index]
            other = words.last
            item = Array(words[..<index])
        } else {
            return
        }
        guard let node = find(item) else { return }
        let parent = tree.parent(node)
        var order = tree.children(of: parent).filter { $0 != node }
        switch (place, other.flatMap { name in order.firstIndex { tree.isText($0, name) } }) {
        case ("top", _): order.insert(node, at: 0)
        case ("bottom", _): order.append(node)
        case ("before", let index?): order.insert(node, at: index)
        case (_, let index?): order.insert(node, at: index + 1)
        default: return
        }
        tree.reorder(order, below: parent)
    }

    private func find(_ path: [String]) -> Int? {
        var node = ConfigTree.root
        for word in path {
            guard let next = child(word, of: node) else { return nil }
            node = next
        }
        return node
    }

    private func child(_ word: String, of parent: Int) -> Int? {
        guard let node = known[ByteHash.mix(word.withSpan(ByteHash.text), UInt64(parent))], tree.parent(node) == parent,
            tree.isText(node, word)
        else { return nil }
        return node
    }
}
