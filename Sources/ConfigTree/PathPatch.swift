/// Writes the lines between two sets of paths: what goes, what comes, and what changes its place.
///
/// Platforms of this kind take the lines into a candidate and all at once, so what goes can go first.
struct PathPatch {
    private let from: ComparedTree
    private let to: ComparedTree
    private let rules: PathRules
    private var unmarks: [String] = []
    private var deletes: [String] = []
    private var sets: [String] = []
    private var marks: [String] = []
    private var moves: [String] = []

    init(from: ConfigTree, to: ConfigTree, rules: PathRules) {
        self.from = ComparedTree(from)
        self.to = ComparedTree(to)
        self.rules = rules
    }

    mutating func write() throws(ConfigTreeError) -> [String] {
        var pairs = [(ConfigTree.root, ConfigTree.root)]
        while let (a, b) = pairs.popLast() {
            if !from.isSame(a, to, b) { pairs.append(contentsOf: compare(a, b).reversed()) }
        }
        let commands = unmarks + deletes + sets + marks + moves
        if let broken = commands.first(where: { $0.unicodeScalars.contains("\u{FFFD}") }) {
            throw ConfigTreeError(.notText, text: broken)
        }
        return commands
    }

    /// Compares what stands below a path in both; the answer are the paths that both have.
    private mutating func compare(_ a: Int, _ b: Int) -> [(Int, Int)] {
        let old = Array(from.tree.children(of: a))
        let new = Array(to.tree.children(of: b))
        var places: [UInt64: Int] = [:]
        for (place, node) in old.enumerated() { places[from.tree.nodes[node].hash] = place }
        var same: [Int?] = new.map { node in
            places[to.tree.nodes[node].hash].flatMap { to.tree.isSameText(node, from.tree, old[$0]) ? $0 : nil }
        }
        let isOrdered = to.tree.isOrdered(b)
        if isOrdered, rules.move(of: to.tree.text(b)) == nil { same = appended(same, old.count) }
        let stays = Set(same.compactMap { $0 })
        let comes = new.indices.filter { same[$0] == nil }
        remove(old.indices.filter { !stays.contains($0) }.map { old[$0] }, comes.map { new[$0] }, b)
        for index in comes { add(new[index]) }
        if to.tree.isEnd(b, rules), !from.tree.isEnd(a, rules), b != ConfigTree.root {
            sets.append(line(rules.set, to, b))
        }
        if isOrdered, let move = rules.move(of: to.tree.text(b)) { order(new, same, old.count, b, move) }
        return new.indices.compactMap { index in same[index].map { (old[$0], new[index]) } }
    }

    private mutating func remove(_ gone: [Int], _ comes: [Int], _ parent: Int) {
        guard !gone.isEmpty else { return }
        // A new value takes the place of the only one there can be.
        let isReplaced =
            parent != ConfigTree.root && comes.contains { to.tree.isEnd($0, rules) && !to.tree.isMark($0, rules) }
            && rules.single.contains(last: to.tree.text(parent)) { to.tree.pathLine(parent, rules) }
        for node in gone {
            if let mark = rules.marks.first(where: { from.tree.isText(node, $0.word) }) {
                unmarks.append(line(mark.clear, from, from.tree.parent(node)))
            } else if !isReplaced || !from.tree.isEnd(node, rules) {
                // A whole branch of the configuration is never named alone: what goes is named.
                let isBranch = parent == ConfigTree.root && !from.tree.isEnd(node, rules)
                let targets = isBranch ? from.tree.children(of: node).filter { !from.tree.isMark($0, rules) } : [node]
                deletes += targets.map { line(rules.delete, from, $0) }
            }
        }
    }

    private mutating func add(_ node: Int) {
        let ends = to.tree.ends(below: node, rules)
        sets += ends.paths.map { line(rules.set, to, $0) }
        for node in ends.marks {
            guard let mark = rules.marks.first(where: { to.tree.isText(node, $0.word) }) else { continue }
            marks.append(line(mark.set, to, to.tree.parent(node)))
        }
    }

    /// What can stay where a device only appends: what follows a new value must follow it again.
    private func appended(_ same: [Int?], _ count: Int) -> [Int?] {
        var last = -1
        var isBroken = false
        return same.map { place in
            guard let place, !isBroken, place > last else {
                isBroken = true
                return nil
            }
            last = place
            return place
        }
    }

    private mutating func order(_ new: [Int], _ same: [Int?], _ count: Int, _ parent: Int, _ move: String) {
        // The old ones are in their order, and the new ones were appended as they came.
        let places = same.enumerated().map { $1 ?? count + $0 }
        let staying = Set(SequenceMatcher.rising(places))
        let path = to.tree.pathLine(parent, rules)
        func name(_ index: Int) -> String { rules.quoted(to.tree.text(new[index])) }
        for index in new.indices.reversed() where !staying.contains(index) {
            let isLast = index + 1 == new.count
            guard let other = isLast ? places.indices.max(by: { places[$0] < places[$1] }) : index + 1 else { continue }
            moves.append(
                move.replacing("$parent", with: path).replacing("$last", with: to.tree.text(parent))
                    .replacing("$item", with: name(index))
                    .replacing("$place", with: isLast ? "after" : "before").replacing("$other", with: name(other)))
        }
    }

    private func line(_ verb: String, _ side: ComparedTree, _ node: Int) -> String {
        (([verb] + rules.prefix).filter { !$0.isEmpty } + [side.tree.pathLine(node, rules)]).joined(separator: " ")
    }
}
