/// Configuration mode as a device would act: it takes lines and changes a tree.
///
/// It knows nothing of patches, so that a patch can be proved by it.
struct ConfigSimulator {
    private(set) var tree: ConfigTree
    private let grammar: Grammar
    private var indexes: [Int: LineIndex] = [:]

    init(_ tree: ConfigTree) {
        self.tree = tree
        grammar = tree.grammar
        self.tree.isSource = false
    }

    /// Types the lines of `input`, each under its parents.
    mutating func run(_ input: ConfigTree) throws(ConfigTreeError) {
        var stack: [(input: ConfigTree.Children, target: Int)] = [
            (input.children(of: ConfigTree.root), ConfigTree.root)
        ]
        while let top = stack.popLast() {
            var (pending, target) = top
            guard let line = pending.next() else { continue }
            stack.append((pending, target))
            let text = input.text(line)
            let node = enter(text, under: target)
            guard input.hasChildren(line) else { continue }
            guard let node else {
                throw ConfigTreeError(.refusedCommand, line: Int(input.nodes[line].line), text: text)
            }
            stack.append((input.children(of: line), node))
        }
    }

    /// Takes one line; the answer is the line's node, nil when no line came of it.
    private mutating func enter(_ typed: String, under parent: Int) -> Int? {
        guard let text = settled(typed, under: parent) else { return nil }
        if let body = grammar.negatedBody(text) {
            remove(body, command: text, under: parent)
            if let rule = tree.numberList(body, under: parent), rule.namesImplied(body) {
                let exception = exception(rule)
                if child(exception, of: parent) == nil { _ = insert(exception, under: parent) }
            } else if tree.printsNegation(text, under: parent), child(text, of: parent) == nil {
                _ = insert(text, under: parent)
            }
            return nil
        }
        if let body = grammar.defaultBody(text) {
            reset(body, under: parent)
            return nil
        }
        if let move = Move(text, grammar) {
            put(move, under: parent)
            return nil
        }
        if let same = child(text, of: parent) { return same }
        let negation = child(grammar.negate(text), of: parent)
        dropNegations(of: text, under: parent)
        if negation != nil, grammar.printsOnlyExceptions {
            let isDefault = tree.withLine(text) { tree.isConditionalDefault($0, $1, under: parent) }
            if isDefault ?? true { return nil }
        }
        if let key = tree.key(text, under: parent), let old = index(parent).node(key: key.name), isAlive(old, parent),
            tree.key(old)?.name == key.name
        {
            tree.replace(old, with: text)
            indexes[parent]?.insert(old, of: tree)
            return old
        }
        return insert(text, under: parent)
    }

    /// The line as the device keeps it: sets of numbers put together, entries numbered; nil when it only took a line away.
    private mutating func settled(_ typed: String, under parent: Int) -> String? {
        if let rule = tree.numberList(typed, under: parent) {
            if rule.namesImplied(typed), let node = child(exception(rule), of: parent) { tree.remove(node) }
            let old = index(parent).candidates(rule.line).first {
                isAlive($0, parent) && LineIndex.begins(tree.text($0), with: rule.line)
            }
            guard let value = rule.value(typed, onto: old.map { tree.text($0) }) else { return typed }
            if value == nil, let old { tree.remove(old) }
            return value
        }
        guard let rule = tree.numbering(typed, under: parent) else { return typed }
        let words = CommandWords.split(typed)
        var highest = 0
        for sibling in index(parent).candidates(words.prefix(rule.after).joined(separator: " "))
        where isAlive(sibling, parent) {
            guard let entry = rule.entry(tree.text(sibling), sameListAs: words) else { continue }
            if entry.text == words.joined(separator: " ") { return tree.text(sibling) }
            highest = max(highest, entry.number)
        }
        let number = ["\(rule.word)", "\(highest / rule.step * rule.step + rule.step)"].filter { !$0.isEmpty }
        return (words.prefix(rule.after).map(String.init) + number + words.dropFirst(rule.after).map(String.init))
            .joined(separator: " ")
    }

    /// The line which says that a number is missing that else needs no writing.
    private func exception(_ rule: NumberListRule) -> String {
        grammar.negate(rule.line + (rule.implied.map { " \($0)" } ?? ""))
    }

    private mutating func insert(_ text: String, under parent: Int) -> Int {
        _ = index(parent)
        let node = tree.append(text, under: parent)
        indexes[parent]?.insert(node, of: tree)
        return node
    }

    /// A positive line ends its own negations: `ip address …` ends `no ip address`.
    private mutating func dropNegations(of text: String, under parent: Int) {
        guard grammar.hasShownNegations else { return }
        for negation in grammar.negationsOfBeginnings(of: text) {
            if let old = child(negation, of: parent) { tree.remove(old) }
        }
    }

    /// Takes numbers out of a list; false when the line is no list or names no numbers.
    private mutating func takeNumbers(_ body: String, under parent: Int) -> Bool {
        guard let rule = tree.numberList(body, under: parent), rule.adds else { return false }
        let old = index(parent).candidates(rule.line).first {
            isAlive($0, parent) && LineIndex.begins(tree.text($0), with: rule.line)
        }
        guard let old, let value = rule.value(tree.text(old), without: body) else { return false }
        if let value {
            tree.replace(old, with: value)
            indexes[parent]?.insert(old, of: tree)
        } else {
            tree.remove(old)
        }
        return true
    }

    private mutating func remove(_ body: String, command: String, under parent: Int) {
        if takeNumbers(body, under: parent) { return }
        if let rebuild = tree.order(body, under: parent)?.rebuild, rebuild != command,
            let list = grammar.negatedBody(rebuild)
        {
            return remove(list, command: rebuild, under: parent)
        }
        for node in index(parent).candidates(body) where isAlive(node, parent) {
            let text = tree.text(node)
            let order = tree.order(node)
            let hits =
                if let order { text == body || order.rebuild == command } else {
                    LineIndex.begins(text, with: body) || tree.key(node).map { tree.negation($0, node) } == command
                }
            if hits { take(node) }
        }
        if let key = tree.key(body, under: parent), let node = index(parent).node(key: key.name), isAlive(node, parent),
            tree.key(node)?.name == key.name
        {
            take(node)
        }
    }

    /// Removes a line; a section that cannot be removed loses its lines.
    private mutating func take(_ node: Int) {
        if let rule = tree.section(node), rule.removal != .negate {
            clear(node)
        } else {
            tree.remove(node)
        }
    }

    private mutating func reset(_ body: String, under parent: Int) {
        for node in index(parent).candidates(body) where isAlive(node, parent) {
            guard LineIndex.begins(tree.text(node), with: body) else { continue }
            if tree.section(node) != nil { clear(node) } else { tree.remove(node) }
        }
        let negated = grammar.negate(body)
        for node in index(parent).candidates(negated) where isAlive(node, parent) {
            if LineIndex.begins(tree.text(node), with: negated) { tree.remove(node) }
        }
    }

    private mutating func clear(_ node: Int) {
        tree.removeChildren(of: node)
        indexes[node] = nil
    }

    private func isAlive(_ node: Int, _ parent: Int) -> Bool { tree.parent(node) == parent }

    private mutating func child(_ text: String, of parent: Int) -> Int? {
        index(parent).candidates(text).first { isAlive($0, parent) && tree.isText($0, text) }
    }

    private mutating func index(_ parent: Int) -> LineIndex {
        if let known = indexes[parent] { return known }
        let index = LineIndex(tree, below: parent)
        indexes[parent] = index
        return index
    }
}

extension ConfigSimulator {
    /// A command that puts a line into another place: `move 3 before 1`.
    private struct Move {
        let item: String
        let isBefore: Bool
        let other: String

        init?(_ text: String, _ grammar: Grammar) {
            guard let word = grammar.moveWord, let rest = text.behind(word) else { return nil }
            for (mark, isBefore) in [(" before ", true), (" after ", false)] {
                if let place = rest.firstRange(of: mark) {
                    item = String(rest[..<place.lowerBound])
                    other = String(rest[place.upperBound...])
                    self.isBefore = isBefore
                    return
                }
            }
            return nil
        }
    }

    private mutating func put(_ move: Move, under parent: Int) {
        var order = Array(tree.children(of: parent))
        func place(_ name: String) -> Int? { order.firstIndex { tree.text($0).withoutFirstWord == name } }
        guard let from = place(move.item), move.item != move.other else { return }
        let node = order.remove(at: from)
        guard let to = place(move.other) else { return }
        order.insert(node, at: move.isBefore ? to : to + 1)
        tree.reorder(order, below: parent)
    }
}
