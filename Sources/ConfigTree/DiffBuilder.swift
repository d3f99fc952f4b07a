/// Builds a difference by walking two trees side by side, without recursion.
struct DiffBuilder {
    private enum Step {
        /// A section or line of both; `kind` is what became of its first line.
        case pair(old: Int, new: Int, kind: ConfigDiff.Kind, depth: Int, parent: Int?)
        case only(ConfigDiff.Kind, node: Int, withChildren: Bool, depth: Int, parent: Int?)
    }

    /// A line of the difference before it is known whether it is shown.
    private struct Draft {
        let kind: ConfigDiff.Kind
        let isOld: Bool
        let node: Int
        let depth: Int
        let parent: Int?
    }

    private let from: ComparedTree
    private let to: ComparedTree
    private var drafts: [Draft] = []
    private var steps: [Step] = []

    init(from: ConfigTree, to: ConfigTree) {
        self.from = ComparedTree(from)
        self.to = ComparedTree(to.completed(from: from))
    }

    mutating func build(context: Int) -> [ConfigDiff.Line] {
        steps = children(old: ConfigTree.root, new: ConfigTree.root, depth: 0, parent: nil).reversed()
        while let step = steps.popLast() {
            let place = drafts.count
            switch step {
            case .pair(let old, let new, let kind, let depth, let parent):
                add(kind, new, depth, parent)
                if kind == .context, from.isSame(old, to, new) {
                    push(.context, below: new, depth: depth, parent: place)
                } else {
                    steps.append(contentsOf: children(old: old, new: new, depth: depth + 1, parent: place).reversed())
                }
            case .only(let kind, let node, let withChildren, let depth, let parent):
                add(kind, node, depth, parent)
                if withChildren { push(kind, below: node, depth: depth, parent: place) }
            }
        }
        return ConfigDiff.trimmed(context: context, kinds: drafts.map(\.kind), parents: drafts.map(\.parent)) {
            line(drafts[$0], parent: $1, followsGap: $2)
        }
    }

    /// What stands below a line shares its fate.
    private mutating func push(_ kind: ConfigDiff.Kind, below node: Int, depth: Int, parent: Int) {
        let side = kind == .removed ? from : to
        let below = side.tree.children(of: node).filter { !side.mask[$0] }
        for child in below.reversed() {
            steps.append(.only(kind, node: child, withChildren: true, depth: depth + 1, parent: parent))
        }
    }

    private mutating func add(_ change: ConfigDiff.Kind, _ node: Int, _ depth: Int, _ parent: Int?) {
        let isOld = change == .removed
        // Where an empty section means nothing, its header is no change: the device may print it or not.
        let isChange = change != .context && !((isOld ? from : to).tree.section(node)?.dropsEmpty ?? false)
        drafts.append(
            Draft(kind: isChange ? change : .context, isOld: isOld, node: node, depth: depth, parent: parent))
    }

    /// The steps among the children of a section both have: in new order, removed lines where they stood.
    private func children(old: Int, new: Int, depth: Int, parent: Int?) -> [Step] {
        let changes = SiblingChanges(from, old, to, new, .closest)
        let before = changes.old
        var steps: [Step] = []
        steps.reserveCapacity(changes.wanted.count)
        var removed = changes.removed[...]
        func removals(before end: Int) {
            while let place = removed.first, place < end {
                steps.append(.only(.removed, node: before[place], withChildren: true, depth: depth, parent: parent))
                removed.removeFirst()
            }
        }
        // What is gone comes before what is new in its place, so each new line waits for the next line that stayed.
        var ends = [Int](repeating: before.count, count: changes.wanted.count + 1)
        for (index, wanted) in changes.wanted.enumerated().reversed() {
            ends[index] = wanted.same ?? wanted.replaces ?? ends[index + 1]
        }
        for (index, wanted) in changes.wanted.enumerated() {
            removals(before: ends[index])
            if let same = wanted.same {
                steps.append(.pair(old: before[same], new: wanted.node, kind: .context, depth: depth, parent: parent))
            } else if let replaced = wanted.replaces {
                steps.append(
                    .only(.removed, node: before[replaced], withChildren: false, depth: depth, parent: parent))
                steps.append(.pair(old: before[replaced], new: wanted.node, kind: .added, depth: depth, parent: parent))
            } else {
                steps.append(.only(.added, node: wanted.node, withChildren: true, depth: depth, parent: parent))
            }
        }
        removals(before: before.count)
        return steps
    }

    private func line(_ draft: Draft, parent: Int?, followsGap: Bool) -> ConfigDiff.Line {
        let tree = (draft.isOld ? from : to).tree
        let isChange = draft.kind != .context
        return .init(
            kind: draft.kind, text: tree.text(draft.node), depth: draft.depth, parent: parent, followsGap: followsGap,
            comparable: isChange ? tree.comparable(draft.node) : nil,
            order: isChange ? tree.order(draft.node)?.group : nil)
    }
}

extension ConfigDiff {
    /// Keeps changes, their parents, and `context` lines around each change; only what is kept is made.
    static func trimmed(
        context: Int, kinds: [Kind], parents: [Int?], _ make: (_ index: Int, _ parent: Int?, _ followsGap: Bool) -> Line
    ) -> [Line] {
        var keep = [Bool](repeating: false, count: kinds.count)
        for index in kinds.indices where kinds[index] != .context {
            for near in max(0, index - context)...min(kinds.count - 1, index + context) { keep[near] = true }
        }
        for index in kinds.indices.reversed() where keep[index] {
            if let parent = parents[index] { keep[parent] = true }
        }
        var place = [Int?](repeating: nil, count: kinds.count)
        var result: [Line] = []
        var last = -1
        for index in kinds.indices where keep[index] {
            place[index] = result.count
            result.append(make(index, parents[index].flatMap { place[$0] }, index > last + 1))
            last = index
        }
        return result
    }
}
