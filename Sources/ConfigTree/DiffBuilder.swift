/// Builds a difference by walking two trees side by side, without recursion.
struct DiffBuilder {
    private enum Step {
        /// A section or line of both; `kind` is what became of its first line.
        case pair(old: Int, new: Int, kind: ConfigDiff.Kind)
        case only(ConfigDiff.Kind, node: Int, withChildren: Bool)
    }

    /// The steps among the children of a section that are still to be taken.
    private struct Frame {
        let steps: [Step]
        var next = 0
        let depth: Int
        /// The draft of the section; -1 at the top.
        let parent: Int
    }

    /// A line of the difference before it is known whether it is shown; small, since there are as many as lines.
    private struct Draft {
        let node: Int32
        let depth: Int32
        let parent: Int32
        let kind: ConfigDiff.Kind
        let isOld: Bool
    }

    private let from: ComparedTree
    private let to: ComparedTree
    private var drafts: [Draft] = []
    /// The positions of drafts that are changes, rising.
    private var changed: [Int] = []
    /// Sections and lines that are the same in both, too far behind the last change to be shown with it.
    private var waiting: [(node: Int32, depth: Int32, parent: Int32)] = []
    private let context: Int

    /// `context` lines that did not change are kept on each side of a change.
    init(from: ConfigTree, to: ConfigTree, context: Int) {
        self.from = ComparedTree(from)
        self.to = ComparedTree(to.completed(from: from))
        self.context = context
    }

    mutating func build() -> [ConfigDiff.Line] {
        var frames = [frame(old: ConfigTree.root, new: ConfigTree.root, depth: 0, parent: -1)]
        while let last = frames.indices.last {
            guard frames[last].next < frames[last].steps.count else {
                frames.removeLast()
                continue
            }
            let (depth, parent) = (frames[last].depth, frames[last].parent)
            let step = frames[last].steps[frames[last].next]
            frames[last].next += 1
            switch step {
            case .pair(let old, let new, let kind):
                if kind == .context, from.isSame(old, to, new) {
                    addSame(new, depth, parent)
                } else {
                    addWaiting()
                    frames.append(frame(old: old, new: new, depth: depth + 1, parent: drafts.count))
                    add(kind, new, depth, parent)
                }
            case .only(let kind, let node, let withChildren):
                addWaiting()
                add(kind, node, depth, parent)
                if withChildren { addAll(kind, below: node, depth) }
            }
        }
        let (old, new, drafts) = (from.tree, to.tree, drafts)
        return ConfigDiff.trimmed(
            context: context, count: drafts.count, changed: changed,
            parent: { drafts[$0].parent < 0 ? nil : Int(drafts[$0].parent) }
        ) { index, parent, followsGap in
            if drafts[index].isOld { return Self.line(drafts[index], of: old, parent, followsGap) }
            return Self.line(drafts[index], of: new, parent, followsGap)
        }
    }

    /// Adds what is the same in both where a change before it is near; else it waits for a change behind it.
    private mutating func addSame(_ node: Int, _ depth: Int, _ parent: Int) {
        if let last = changed.last, drafts.count - 1 - last < context {
            add(.context, node, depth, parent)
            addAll(.context, below: node, depth)
        } else {
            waiting.append((Int32(node), Int32(depth), Int32(parent)))
        }
    }

    /// Adds the last of what waits, as many lines as are shown before a change; the others are left out for good.
    private mutating func addWaiting() {
        guard !waiting.isEmpty else { return }
        var first = waiting.count
        var count = 0
        while first > 0, count < context {
            first -= 1
            count += to.lineCount(at: Int(waiting[first].node))
        }
        // Stands for all that is left out; too far from any change to be shown.
        if first > 0 { add(.context, ConfigTree.root, 0, -1) }
        for (node, depth, parent) in waiting[first...] {
            add(.context, Int(node), Int(depth), Int(parent))
            addAll(.context, below: Int(node), Int(depth))
        }
        waiting.removeAll(keepingCapacity: true)
    }

    /// What stands below a line shares its fate; the line is the last one added.
    private mutating func addAll(_ kind: ConfigDiff.Kind, below top: Int, _ depth: Int) {
        guard (kind == .removed ? from.tree.nodes : to.tree.nodes)[top].firstChild >= 0 else { return }
        let place = drafts.count - 1
        let side = kind == .removed ? from : to
        let nodes = side.tree.nodes
        var (parent, parentDraft, depth) = (top, place, depth + 1)
        var current = Int(nodes[top].firstChild)
        while true {
            if current < 0 {
                if parent == top { return }
                current = Int(nodes[parent].next)
                parent = Int(nodes[parent].parent)
                parentDraft = Int(drafts[parentDraft].parent)
                depth -= 1
            } else if Int(nodes[current].parent) != parent || side.mask[current] {
                current = Int(nodes[current].next)
            } else {
                add(kind, current, depth, parentDraft)
                if nodes[current].firstChild >= 0 {
                    (parent, parentDraft, depth) = (current, drafts.count - 1, depth + 1)
                    current = Int(nodes[current].firstChild)
                } else {
                    current = Int(nodes[current].next)
                }
            }
        }
    }

    @inline(__always)
    private mutating func add(_ change: ConfigDiff.Kind, _ node: Int, _ depth: Int, _ parent: Int) {
        let isOld = change == .removed
        // Where an empty section means nothing, its header is no change: the device may print it or not.
        let isChange = change != .context && !((isOld ? from : to).tree.section(node)?.dropsEmpty ?? false)
        if isChange { changed.append(drafts.count) }
        drafts.append(
            Draft(
                node: Int32(node), depth: Int32(depth), parent: Int32(parent), kind: isChange ? change : .context,
                isOld: isOld))
    }

    private func frame(old: Int, new: Int, depth: Int, parent: Int) -> Frame {
        Frame(steps: children(old: old, new: new), depth: depth, parent: parent)
    }

    /// The steps among the children of a section both have: in new order, removed lines where they stood.
    private func children(old: Int, new: Int) -> [Step] {
        let changes = SiblingChanges(from, old, to, new, .closest)
        let before = changes.old
        var steps: [Step] = []
        steps.reserveCapacity(changes.wanted.count)
        var removed = changes.removed[...]
        func removals(before end: Int) {
            while let place = removed.first, place < end {
                steps.append(.only(.removed, node: before[place], withChildren: true))
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
                steps.append(.pair(old: before[same], new: wanted.node, kind: .context))
            } else if let replaced = wanted.replaces {
                steps.append(.only(.removed, node: before[replaced], withChildren: false))
                steps.append(.pair(old: before[replaced], new: wanted.node, kind: .added))
            } else {
                steps.append(.only(.added, node: wanted.node, withChildren: true))
            }
        }
        removals(before: before.count)
        return steps
    }

    private static func line(
        _ draft: Draft, of tree: ConfigTree, _ parent: Int?, _ followsGap: Bool
    ) -> ConfigDiff.Line {
        let node = Int(draft.node)
        let isChange = draft.kind != .context
        return .init(
            kind: draft.kind, text: tree.text(node), depth: Int(draft.depth), parent: parent, followsGap: followsGap,
            comparable: isChange ? tree.comparable(node) : nil, order: isChange ? tree.order(node)?.group : nil)
    }
}

extension ConfigDiff {
    /// Keeps changes, their parents, and `context` lines around each change; only what is kept is made.
    ///
    /// `changed` are the positions of changes, rising.
    static func trimmed(
        context: Int, count: Int, changed: [Int], parent: (Int) -> Int?,
        _ make: (_ index: Int, _ parent: Int?, _ followsGap: Bool) -> Line
    ) -> [Line] {
        var isKept = [Bool](repeating: false, count: count)
        var kept: [Int] = []
        func keep(_ index: Int) {
            guard !isKept[index] else { return }
            isKept[index] = true
            kept.append(index)
        }
        for index in changed {
            for near in max(0, index - context)...min(count - 1, index + min(context, count)) { keep(near) }
        }
        var next = 0
        while next < kept.count {
            if let parent = parent(kept[next]) { keep(parent) }
            next += 1
        }
        kept.sort()
        var place: [Int: Int] = [:]
        place.reserveCapacity(kept.count)
        var result: [Line] = []
        result.reserveCapacity(kept.count)
        var last = -1
        for index in kept {
            place[index] = result.count
            result.append(make(index, parent(index).flatMap { place[$0] }, index > last + 1))
            last = index
        }
        return result
    }
}
