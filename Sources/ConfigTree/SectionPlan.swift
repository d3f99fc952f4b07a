/// The order of the steps among the children of one parent: removals that cannot wait, definitions, the other lines, moves, removals,
/// and last the definitions that nothing uses any more.
struct SectionPlan {
    private let before: ComparedTree
    private let after: ComparedTree
    private let changes: SiblingChanges
    /// The parents; -1 for one that is missing.
    private let old: Int
    private let new: Int
    private let depth: Int
    private var early: [PatchWriter.Step] = []
    private var late: [(rank: Int, step: PatchWriter.Step)] = []
    /// Removals of sections that others may refer to.
    private var deletions: [PatchWriter.Step] = []
    /// Lines that are in place, fall to the removal of another line, and must be typed again.
    private var again: Set<Int> = []
    private var rebuiltGroups: Set<String> = []

    /// Whether what is removed here is removed in a visit of its own.
    private let isLast: Bool

    private var from: ConfigTree { before.tree }
    private var to: ConfigTree { after.tree }

    init(_ writer: PatchWriter, _ changes: SiblingChanges, old: Int?, new: Int?, depth: Int) {
        before = writer.from
        after = writer.to
        self.changes = changes
        self.old = old ?? -1
        self.new = new ?? -1
        self.depth = depth
        isLast = old.flatMap { writer.from.tree.section($0) }?.deletesLast ?? false
    }

    mutating func steps(_ part: PatchWriter.Part) throws(ConfigTreeError) -> [PatchWriter.Step] {
        try planRemovals()
        var target: RemovalTargets?
        for wanted in changes.wanted {
            guard let place = wanted.replaces else { continue }
            if let key = from.key(changes.old[place]), key.removesFirst {
                let command = from.negation(key, changes.old[place])
                let known = target ?? RemovalTargets(changes, to, under: new)
                target = known
                again.formUnion(known.hit(by: command))
                early.append(.command(command, depth: depth))
            }
        }
        var middle: [(rank: Int, step: PatchWriter.Step)] = []
        for wanted in changes.wanted {
            if let step = step(for: wanted) { middle.append((middleRank(step, wanted.node), step)) }
        }
        if part == .deletions { return deletions }
        let moves = OrderMoves(changes, from, to).commands.map { PatchWriter.Step.command($0, depth: depth) }
        return early + Self.stable(middle) + moves + Self.stable(late) + (part == .all ? deletions : [])
    }

    private mutating func planRemovals() throws(ConfigTreeError) {
        guard !changes.removed.isEmpty else { return }
        let target = RemovalTargets(changes, to, under: new)
        var emitted: Set<String> = []
        for place in changes.removed {
            let node = changes.old[place]
            let text = from.text(node)
            if target.replaces(text) { continue }
            if let rule = from.section(node), rule.removal != .negate {
                guard rule.removal == .clear else { throw ConfigTreeError(.notRemovable, text: text) }
                if isLast {
                    deletions.append(.section(old: node, new: nil, depth: depth))
                } else {
                    late.append((lateRank(text), .section(old: node, new: nil, depth: depth)))
                }
                continue
            }
            let order = from.order(node)
            if let order, let rebuild = order.rebuild {
                if rebuiltGroups.insert(order.group).inserted { early.append(.command(rebuild, depth: depth)) }
                continue
            }
            let command = from.negated(text, under: old)
            guard emitted.insert(command).inserted || order != nil else { continue }
            let hit = order == nil ? target.hit(by: command) : []
            // Back to a default comes first: other lines may depend on it, as addresses on `no switchport`.
            if order == nil || order?.rule.move != nil, hit.isEmpty, from.grammar.negatedBody(text) == nil {
                if isLast, from.section(node) != nil {
                    deletions.append(.command(command, depth: depth))
                } else {
                    late.append((lateRank(text), .command(command, depth: depth)))
                }
            } else {
                again.formUnion(hit)
                early.append(.command(command, depth: depth))
            }
        }
    }

    private mutating func step(for wanted: SiblingChanges.Wanted) -> PatchWriter.Step? {
        let node = wanted.node
        if let place = wanted.replaces, !to.grammar.numberLists.isEmpty(to.nodes[node].kind),
            let rule = to.numberList(to.text(node), under: new), rule.adds
        {
            let (before, after) = (from.text(changes.old[place]), to.text(node))
            if let gone = rule.difference(before, after) {
                late.append((.min, .command(to.grammar.negate(gone), depth: depth)))
            }
            return rule.difference(after, before).map { .command($0, depth: depth) }
        }
        let isTypedAgain =
            again.contains(node)
            || (!rebuiltGroups.isEmpty && to.order(node).map { rebuiltGroups.contains($0.group) } ?? false)
        if !isTypedAgain, let same = wanted.same {
            if before.isSame(changes.old[same], after, node) { return nil }
            guard to.hasChildren(node) || from.hasChildren(changes.old[same]) else { return nil }
        }
        var old = isTypedAgain ? nil : (wanted.same ?? wanted.replaces).map { changes.old[$0] }
        if wanted.replaces != nil, to.key(node)?.removesFirst ?? false { old = nil }
        if to.hasChildren(node) || old.map({ from.hasChildren($0) }) ?? false || to.section(node) != nil {
            guard let old, to.section(node)?.deletesLast ?? false else {
                return .section(old: old, new: node, depth: depth)
            }
            let visit = PatchWriter.Step.section(old: old, new: node, depth: depth, part: .deletions)
            if isLast { deletions.append(visit) } else { late.append((lateRank(to.text(node)), visit)) }
            return .section(old: old, new: node, depth: depth, part: .withoutDeletions)
        }
        return old != nil && wanted.same != nil ? nil : .command(to.text(node), depth: depth)
    }

    /// Inside a section its own lines come before the sections below it: a neighbor exists before its address family names it.
    private func middleRank(_ step: PatchWriter.Step, _ node: Int) -> Int {
        if let rank = to.definitionRank(to.text(node)) { return rank }
        if case .section = step { return .max }
        return depth == 0 ? .max : .max - 1
    }

    private func lateRank(_ text: String) -> Int { to.definitionRank(text).map { -$0 } ?? .min }

    private static func stable(_ steps: [(rank: Int, step: PatchWriter.Step)]) -> [PatchWriter.Step] {
        steps.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element.step)
    }
}
