/// What differs among the children of one parent that both trees have.
struct SiblingChanges {
    /// Old lines that the target lacks, in old order.
    var removed: [Int] = []
    /// Lines of the target, in its order, each with the old line that is the same or that it replaces.
    var wanted: [Wanted] = []

    struct Wanted {
        let node: Int
        /// The same line in the old tree.
        var same: Int?
        /// The old line whose place it takes.
        var replaces: Int?
    }

    /// How lines are paired whose order counts.
    enum Pairing {
        /// As few differences as possible: for readers.
        case closest
        /// A device only appends, so what follows a new line must follow it again: for commands.
        case appending
    }

    /// Compares the children of `old` and `new`; nil stands for a parent that is missing.
    init(
        _ from: ConfigTree, _ fromMask: [Bool], _ old: Int?, _ to: ConfigTree, _ toMask: [Bool], _ new: Int?,
        _ pairing: Pairing
    ) {
        let before = (old.map { from.nodes[$0].children } ?? []).filter { node in
            guard fromMask[node] else { return true }
            // Stated as a default here, and none any more where the target's other lines hold.
            guard let new, from.nodes[node].children.isEmpty else { return false }
            let text = from.nodes[node].text
            return from.statesDefault(text, under: from.nodes[node].parent) && !to.statesDefault(text, under: new)
        }
        let sections = Set(
            (old.map { from.nodes[$0].children } ?? []).lazy
                .filter { !from.nodes[$0].children.isEmpty }.map { from.nodes[$0].text })
        // A section that is empty in the target, and may be, still has to lose its lines.
        let after =
            new.map { to.nodes[$0].children.filter { !toMask[$0] || sections.contains(to.nodes[$0].text) } } ?? []
        let header = new.flatMap { to.header($0) } ?? old.flatMap { from.header($0) }
        // An empty section that means nothing still is the same section; a stated default may be none in the other tree.
        let comparable = (old.map { from.nodes[$0].children } ?? []).filter {
            !fromMask[$0] || from.grammar.section(from.nodes[$0].text, under: header) != nil
        }
        var available = Dictionary(grouping: comparable.reversed()) { from.nodes[$0].text }
        let pairs = Self.orderedPairs(from, before, to, after, header, pairing)
        wanted = after.map { node in
            if let ordered = pairs[node] { return Wanted(node: node, same: ordered) }
            return Wanted(node: node, same: available[to.nodes[node].text]?.popLast())
        }
        var taken = Set(wanted.compactMap(\.same))
        var byKey: [String: Int] = [:]
        for node in before where !taken.contains(node) {
            if let key = from.grammar.key(from.nodes[node].text, under: header) { byKey[key.name] = node }
        }
        if !byKey.isEmpty {
            for index in wanted.indices where wanted[index].same == nil {
                guard let key = to.grammar.key(to.nodes[wanted[index].node].text, under: header) else { continue }
                wanted[index].replaces = byKey.removeValue(forKey: key.name)
                if let old = wanted[index].replaces { taken.insert(old) }
            }
        }
        // What the target takes for granted need not go: whether a line is a default may depend on the lines around it.
        let stated = Set(wanted.lazy.filter { $0.same == nil }.map { to.nodes[$0.node].text })
        removed = before.filter { node in
            let text = from.nodes[node].text
            return !taken.contains(node) && !(fromMask[node] && stated.contains(text))
                && !(new.map { from.nodes[node].children.isEmpty && to.statesDefault(text, under: $0) } ?? false)
        }
    }

    /// For each wanted line whose order counts, the old line that can stay; nil when it has to be added.
    private static func orderedPairs(
        _ from: ConfigTree, _ before: [Int], _ to: ConfigTree, _ after: [Int], _ header: String?, _ pairing: Pairing
    ) -> [Int: Int?] {
        var groups: [String: (old: [Int], new: [Int])] = [:]
        for node in before {
            if let order = from.grammar.order(from.nodes[node].text, under: header) {
                groups[order.group, default: ([], [])].old.append(node)
            }
        }
        for node in after {
            if let order = to.grammar.order(to.nodes[node].text, under: header) {
                groups[order.group, default: ([], [])].new.append(node)
            }
        }
        var pairs: [Int: Int?] = [:]
        for group in groups.values {
            for node in group.new { pairs[node] = .some(nil) }
            let old = group.old.map { from.nodes[$0].text }
            let new = group.new.map { to.nodes[$0].text }
            switch pairing {
            case .closest:
                for (i, j) in SequenceMatcher.matches(old, new) { pairs[group.new[j]] = group.old[i] }
            case .appending:
                var rest = old[...]
                for (j, text) in new.enumerated() {
                    guard let place = rest.firstIndex(of: text) else { break }
                    pairs[group.new[j]] = group.old[place]
                    rest = rest[(place + 1)...]
                }
            }
        }
        return pairs
    }
}
