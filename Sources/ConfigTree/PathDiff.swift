/// Builds the difference of two sets of paths: what leads to one place only stands on one line.
struct PathDiff {
    private struct Step {
        let old: Int?
        let new: Int?
        let depth: Int
        let parent: Int?

        var kind: ConfigDiff.Kind { old == nil ? .added : new == nil ? .removed : .context }
    }

    private struct Draft {
        let step: Step
        let text: String
        let isFrame: Bool
    }

    private let from: ComparedTree
    private let to: ComparedTree
    private let rules: PathRules
    private var drafts: [Draft] = []

    init(from: ConfigTree, to: ConfigTree, rules: PathRules) {
        self.from = ComparedTree(from)
        self.to = ComparedTree(to)
        self.rules = rules
    }

    mutating func build(context: Int) -> [ConfigDiff.Line] {
        var steps = below(Step(old: ConfigTree.root, new: ConfigTree.root, depth: -1, parent: nil), nil)
        steps.reverse()
        while var step = steps.popLast() {
            var text = word(step)
            var next = below(step, drafts.count)
            while next.count == 1, next[0].kind == step.kind, !isEnd(step) {
                step = Step(old: next[0].old, new: next[0].new, depth: step.depth, parent: step.parent)
                text += " " + word(step)
                next = below(step, drafts.count)
            }
            drafts.append(Draft(step: step, text: text, isFrame: !isEnd(step)))
            steps.append(contentsOf: next.reversed())
        }
        return ConfigDiff.trimmed(
            context: context, count: drafts.count,
            changed: drafts.indices.filter { drafts[$0].step.kind != .context },
            parent: { drafts[$0].step.parent }
        ) { line(drafts[$0], parent: $1, followsGap: $2) }
    }

    private func isEnd(_ step: Step) -> Bool {
        (step.old.map { !from.tree.hasChildren($0) } ?? false) || (step.new.map { !to.tree.hasChildren($0) } ?? false)
    }

    private func word(_ step: Step) -> String {
        rules.quoted(step.new.map { to.tree.text($0) } ?? step.old.map { from.tree.text($0) } ?? "")
    }

    /// What stands below in either, in new order; what is gone stands where it was.
    private func below(_ step: Step, _ parent: Int?) -> [Step] {
        let old = step.old.map { Array(from.tree.children(of: $0)) } ?? []
        let new = step.new.map { Array(to.tree.children(of: $0)) } ?? []
        func make(_ old: Int?, _ new: Int?) -> Step { Step(old: old, new: new, depth: step.depth + 1, parent: parent) }
        let same = pairs(old, new, isOrdered: step.new.map { to.tree.isOrdered($0) } ?? false)
        let stays = Set(same.compactMap { $0 })
        var ends = [Int](repeating: old.count, count: new.count + 1)
        for index in new.indices.reversed() { ends[index] = same[index] ?? ends[index + 1] }
        var steps: [Step] = []
        var next = 0
        for index in 0...new.count {
            while next < ends[index] {
                if !stays.contains(next) { steps.append(make(old[next], nil)) }
                next += 1
            }
            if index < new.count { steps.append(make(same[index].map { old[$0] }, new[index])) }
        }
        return steps
    }

    private func pairs(_ old: [Int], _ new: [Int], isOrdered: Bool) -> [Int?] {
        guard !old.isEmpty, !new.isEmpty else { return new.map { _ in nil } }
        if isOrdered {
            var same = [Int?](repeating: nil, count: new.count)
            for (i, j) in SequenceMatcher.matches(old.map { from.tree.text($0) }, new.map { to.tree.text($0) }) {
                same[j] = i
            }
            return same
        }
        var places: [UInt64: Int] = [:]
        for (place, node) in old.enumerated() { places[from.tree.nodes[node].hash] = place }
        return new.map { node in
            places[to.tree.nodes[node].hash].flatMap { to.tree.isSameText(node, from.tree, old[$0]) ? $0 : nil }
        }
    }

    private func line(_ draft: Draft, parent: Int?, followsGap: Bool) -> ConfigDiff.Line {
        let tree = draft.step.new == nil ? from.tree : to.tree
        let node = draft.step.new ?? draft.step.old ?? ConfigTree.root
        let path = tree.pathLine(node, rules)
        let isChange = draft.step.kind != .context
        return ConfigDiff.Line(
            kind: draft.step.kind, text: draft.text, depth: draft.step.depth, parent: parent, followsGap: followsGap,
            comparable: isChange ? tree.grammar.comparable(path) : nil,
            order: isChange && tree.isOrdered(tree.parent(node)) ? tree.pathLine(tree.parent(node), rules) : nil,
            path: path, isFrame: draft.isFrame)
    }
}
