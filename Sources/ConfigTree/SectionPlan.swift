/// The order of the steps among the children of one parent: removals that cannot wait, definitions, the other lines, removals,
/// and last the definitions that nothing uses any more.
struct SectionPlan {
    private let from: ConfigTree
    private let to: ConfigTree
    private let grammar: Grammar
    private let header: String?
    private let depth: Int
    private var early: [PatchWriter.Step] = []
    private var late: [(rank: Int, step: PatchWriter.Step)] = []
    /// Lines that are in place, fall to the removal of another line, and must be typed again.
    private var again: Set<Int> = []
    private var rebuiltGroups: Set<String> = []

    init(_ writer: PatchWriter, header: String?, depth: Int) {
        from = writer.from
        to = writer.to
        grammar = writer.grammar
        self.header = header
        self.depth = depth
    }

    mutating func steps(for changes: SiblingChanges) throws(ConfigTreeError) -> [PatchWriter.Step] {
        try planRemovals(changes)
        for wanted in changes.wanted {
            if let old = wanted.replaces, let key = grammar.key(from.nodes[old].text, under: header), key.removesFirst {
                early.append(.command(key.negation, depth: depth))
            }
        }
        let middle = changes.wanted.compactMap { wanted in
            step(for: wanted).map { (rank: middleRank($0, to.nodes[wanted.node].text), step: $0) }
        }
        return early + Self.stable(middle) + Self.stable(late)
    }

    private mutating func planRemovals(_ changes: SiblingChanges) throws(ConfigTreeError) {
        guard !changes.removed.isEmpty else { return }
        let target = RemovalTargets(changes, to, header)
        var emitted: Set<String> = []
        for node in changes.removed where !target.replaces(from.nodes[node].text) {
            let text = from.nodes[node].text
            if let rule = grammar.section(text, under: header), rule.removal != .negate {
                guard rule.removal == .clear else { throw ConfigTreeError(.notRemovable, text: text) }
                late.append((lateRank(text), .section(old: node, new: nil, depth: depth)))
                continue
            }
            let order = grammar.order(text, under: header)
            if let order, let rebuild = order.rebuild {
                if rebuiltGroups.insert(order.group).inserted { early.append(.command(rebuild, depth: depth)) }
                continue
            }
            let command = grammar.negated(text, under: header)
            guard emitted.insert(command).inserted || order != nil else { continue }
            let hit = order == nil ? target.hit(by: command) : []
            // Back to a default comes first: other lines may depend on it, as addresses on `no switchport`.
            if order == nil, hit.isEmpty, grammar.negatedBody(text) == nil {
                late.append((lateRank(text), .command(command, depth: depth)))
            } else {
                again.formUnion(hit)
                early.append(.command(command, depth: depth))
            }
        }
    }

    private func step(for wanted: SiblingChanges.Wanted) -> PatchWriter.Step? {
        let node = wanted.node
        let text = to.nodes[node].text
        let isTypedAgain =
            again.contains(node) || grammar.order(text, under: header).map { rebuiltGroups.contains($0.group) } ?? false
        var old = isTypedAgain ? nil : wanted.same ?? wanted.replaces
        if wanted.replaces != nil, grammar.key(text, under: header)?.removesFirst ?? false { old = nil }
        if !to.nodes[node].children.isEmpty || old.map({ !from.nodes[$0].children.isEmpty }) ?? false
            || grammar.section(text, under: header) != nil
        {
            return .section(old: old, new: node, depth: depth)
        }
        return old != nil && wanted.same != nil ? nil : .command(text, depth: depth)
    }

    private func rank(_ text: String) -> Int? { grammar.definitions.first(text)?.rule }

    /// Inside a section its own lines come before the sections below it: a neighbor exists before its address family names it.
    private func middleRank(_ step: PatchWriter.Step, _ text: String) -> Int {
        if let rank = rank(text) { return rank }
        if case .section = step { return .max }
        return depth == 0 ? .max : .max - 1
    }

    private func lateRank(_ text: String) -> Int { rank(text).map { -$0 } ?? .min }

    private static func stable(_ steps: [(rank: Int, step: PatchWriter.Step)]) -> [PatchWriter.Step] {
        steps.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element.step)
    }
}
