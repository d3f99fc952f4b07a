/// What differs among the children of one parent that both trees have.
struct SiblingChanges {
    /// The old lines, all of them.
    let old: [Int]
    /// Positions in `old` of lines that the target lacks.
    private(set) var removed: [Int] = []
    /// Lines of the target, in its order, each with the old line that is the same or that it replaces.
    private(set) var wanted: [Wanted] = []

    struct Wanted {
        let node: Int
        /// The position in `old` of the same line.
        var same: Int?
        /// The position of the old line whose place it takes.
        var replaces: Int?
    }

    /// How lines are paired whose order counts.
    enum Pairing {
        /// As few differences as possible: for readers.
        case closest
        /// A device only appends, so what follows a new line must follow it again: for commands.
        case appending
    }

    private let from: ConfigTree
    private let to: ConfigTree

    /// Compares the children of `old` and `new`; nil stands for a parent that is missing.
    init(_ before: ComparedTree, _ old: Int?, _ after: ComparedTree, _ new: Int?, _ pairing: Pairing) {
        from = before.tree
        to = after.tree
        self.old = old.map { Array(before.tree.children(of: $0)) } ?? []
        let places = self.old.indices.filter { counts(self.old[$0], before, new) }
        let nodes = wantedNodes(after, new)
        let pairs = from.grammar.hasOrder ? orderedPairs(places, nodes, pairing) : [:]
        var taken = [Bool](repeating: false, count: self.old.count)
        pairSame(nodes, pairs, before, &taken)
        pairByKey(places, &taken)
        let stated = Set(wanted.lazy.filter { $0.same == nil }.map { [to] in to.nodes[$0.node].hash })
        removed = places.filter { place in
            guard !taken[place] else { return false }
            let node = self.old[place]
            // What the target takes for granted need not go: whether a line is a default may depend on the lines around it.
            if before.mask[node], stated.contains(from.nodes[node].hash) { return false }
            guard let new, !from.hasChildren(node) else { return true }
            return !from.withLine(node) { to.statesDefault($0, $1, under: new) }
        }
    }

    private func counts(_ node: Int, _ before: ComparedTree, _ new: Int?) -> Bool {
        guard before.mask[node] else { return true }
        // Stated as a default here, and none any more where the target's other lines hold.
        guard let new, !from.hasChildren(node), from.statesDefault(node) else { return false }
        return !from.withLine(node) { to.statesDefault($0, $1, under: new) }
    }

    /// The lines of the target that count.
    private func wantedNodes(_ after: ComparedTree, _ new: Int?) -> [Int] {
        guard let new else { return [] }
        var sections: Set<UInt64>?
        return to.children(of: new).filter { node in
            guard after.mask[node] else { return true }
            // A section that is empty in the target, and may be, still has to lose its lines.
            let known = sections ?? Set(old.lazy.filter { from.hasChildren($0) }.map { from.nodes[$0].hash })
            sections = known
            return known.contains(to.nodes[node].hash)
        }
    }

    private mutating func pairSame(
        _ nodes: [Int], _ pairs: [Int: Int?], _ before: ComparedTree, _ taken: inout [Bool]
    ) {
        // Most lines are where they were, so the next one is tried before all are indexed.
        var cursor = 0
        var index: PlaceIndex?
        wanted.reserveCapacity(nodes.count)
        for node in nodes {
            if let ordered = pairs[node] {
                if let ordered {
                    taken[ordered] = true
                    cursor = ordered + 1
                }
                wanted.append(Wanted(node: node, same: ordered))
                continue
            }
            while cursor < old.count, taken[cursor] || !isComparable(old[cursor], before) { cursor += 1 }
            if cursor < old.count, to.isSameText(node, from, old[cursor]) {
                taken[cursor] = true
                wanted.append(Wanted(node: node, same: cursor))
                cursor += 1
                continue
            }
            if index == nil { index = PlaceIndex(old.map { from.nodes[$0].hash }) }
            let same = index?.first(to.nodes[node].hash, taken) { place in
                isComparable(old[place], before) && to.isSameText(node, from, old[place])
            }
            if let same {
                taken[same] = true
                cursor = same + 1
            }
            wanted.append(Wanted(node: node, same: same))
        }
    }

    /// An empty section that means nothing still is the same section; a stated default may be none in the other tree.
    private func isComparable(_ node: Int, _ before: ComparedTree) -> Bool {
        !before.mask[node] || from.section(node) != nil
    }

    private mutating func pairByKey(_ places: [Int], _ taken: inout [Bool]) {
        guard wanted.contains(where: { $0.same == nil }) else { return }
        var byKey: [String: Int] = [:]
        for place in places where !taken[place] {
            if let key = from.key(old[place]) { byKey[key.name] = place }
        }
        guard !byKey.isEmpty else { return }
        for index in wanted.indices where wanted[index].same == nil {
            guard let key = to.key(wanted[index].node), let place = byKey.removeValue(forKey: key.name) else {
                continue
            }
            wanted[index].replaces = place
            taken[place] = true
        }
    }

    /// For each wanted line whose order counts, the position of the old line that can stay; nil when it has to be added.
    private func orderedPairs(_ places: [Int], _ nodes: [Int], _ pairing: Pairing) -> [Int: Int?] {
        var groups: [String: (old: [Int], new: [Int], moves: Bool)] = [:]
        for place in places {
            if let order = from.order(old[place]) {
                groups[order.group, default: ([], [], order.rule.move != nil)].old.append(place)
            }
        }
        for node in nodes {
            if let order = to.order(node) {
                groups[order.group, default: ([], [], order.rule.move != nil)].new.append(node)
            }
        }
        var pairs: [Int: Int?] = [:]
        for group in groups.values {
            for node in group.new { pairs[node] = .some(nil) }
            let before = group.old.map { from.text(old[$0]) }
            let after = group.new.map { to.text($0) }
            if group.moves, pairing == .appending {
                var free: [String: [Int]] = [:]
                for (i, text) in before.enumerated().reversed() { free[text, default: []].append(group.old[i]) }
                for (j, text) in after.enumerated() { pairs[group.new[j]] = free[text]?.popLast() }
            } else if pairing == .closest {
                for (i, j) in SequenceMatcher.matches(before, after) { pairs[group.new[j]] = group.old[i] }
            } else {
                var rest = before[...]
                for (j, text) in after.enumerated() {
                    guard let place = rest.firstIndex(of: text) else { break }
                    pairs[group.new[j]] = group.old[place]
                    rest = rest[(place + 1)...]
                }
            }
        }
        return pairs
    }
}

/// Positions by hash, those of one hash in their order.
private struct PlaceIndex {
    private var heads: [UInt64: Int] = [:]
    private var next: [Int]

    init(_ hashes: [UInt64]) {
        next = [Int](repeating: -1, count: hashes.count)
        heads.reserveCapacity(hashes.count)
        for place in hashes.indices.reversed() {
            if let head = heads.updateValue(place, forKey: hashes[place]) { next[place] = head }
        }
    }

    mutating func first(_ hash: UInt64, _ taken: [Bool], where accepted: (Int) -> Bool) -> Int? {
        var place = heads[hash] ?? -1
        // Those taken at the front are forgotten, or many equal lines would be walked again and again.
        while place >= 0, taken[place] { place = next[place] }
        heads[hash] = place
        while place >= 0 {
            if !taken[place], accepted(place) { return place }
            place = next[place]
        }
        return nil
    }
}
