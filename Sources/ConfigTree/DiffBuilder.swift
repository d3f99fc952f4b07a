/// Builds a difference by walking two trees side by side, without recursion.
struct DiffBuilder {
    private enum Step {
        /// A section or line of both; `kind` is what became of its first line.
        case pair(old: Int, new: Int, kind: ConfigDiff.Kind, depth: Int, parent: Int?)
        case only(ConfigDiff.Kind, node: Int, withChildren: Bool, depth: Int, parent: Int?)
    }

    private let from: ConfigTree
    private let to: ConfigTree
    private let fromMask: [Bool]
    private let toMask: [Bool]
    private var lines: [ConfigDiff.Line] = []
    private var steps: [Step] = []

    init(from: ConfigTree, to: ConfigTree) {
        self.from = from
        self.to = to.completed(from: from)
        fromMask = from.ignorable()
        toMask = self.to.ignorable()
    }

    mutating func build(context: Int) -> [ConfigDiff.Line] {
        steps = children(old: ConfigTree.root, new: ConfigTree.root, depth: 0, parent: nil).reversed()
        while let step = steps.popLast() {
            let place = lines.count
            switch step {
            case .pair(let old, let new, let kind, let depth, let parent):
                add(kind, to, new, depth, parent)
                steps.append(contentsOf: children(old: old, new: new, depth: depth + 1, parent: place).reversed())
            case .only(let kind, let node, let withChildren, let depth, let parent):
                let tree = kind == .removed ? from : to
                let mask = kind == .removed ? fromMask : toMask
                add(kind, tree, node, depth, parent)
                guard withChildren else { continue }
                let below = tree.nodes[node].children.filter { !mask[$0] }
                steps.append(
                    contentsOf: below.reversed().map {
                        .only(kind, node: $0, withChildren: true, depth: depth + 1, parent: place)
                    })
            }
        }
        return trimmed(context)
    }

    private mutating func add(_ change: ConfigDiff.Kind, _ tree: ConfigTree, _ node: Int, _ depth: Int, _ parent: Int?)
    {
        let text = tree.nodes[node].text
        let header = tree.header(tree.nodes[node].parent)
        // Where an empty section means nothing, its header is no change: the device may print it or not.
        let isChange = change != .context && !(tree.grammar.section(text, under: header)?.dropsEmpty ?? false)
        lines.append(
            .init(
                kind: isChange ? change : .context, text: text, depth: depth, parent: parent, followsGap: false,
                comparable: isChange ? tree.grammar.comparable(text) : nil,
                order: isChange ? tree.grammar.order(text, under: header)?.group : nil))
    }

    /// The steps among the children of a section both have: in new order, removed lines where they stood.
    private func children(old: Int, new: Int, depth: Int, parent: Int?) -> [Step] {
        let before = from.nodes[old].children
        let changes = SiblingChanges(from, fromMask, old, to, toMask, new, .closest)
        let removed = Set(changes.removed)
        let place = Dictionary(uniqueKeysWithValues: before.enumerated().map { ($1, $0) })
        var steps: [Step] = []
        var next = 0
        func removals(before end: Int) {
            while next < end {
                if removed.contains(before[next]) {
                    steps.append(.only(.removed, node: before[next], withChildren: true, depth: depth, parent: parent))
                }
                next += 1
            }
        }
        // What is gone comes before what is new in its place, so each new line waits for the next line that stayed.
        var ends = [Int](repeating: before.count, count: changes.wanted.count + 1)
        for (index, wanted) in changes.wanted.enumerated().reversed() {
            ends[index] = (wanted.same ?? wanted.replaces).flatMap { place[$0] } ?? ends[index + 1]
        }
        for (index, wanted) in changes.wanted.enumerated() {
            removals(before: ends[index])
            if let same = wanted.same {
                steps.append(.pair(old: same, new: wanted.node, kind: .context, depth: depth, parent: parent))
            } else if let replaced = wanted.replaces {
                steps.append(.only(.removed, node: replaced, withChildren: false, depth: depth, parent: parent))
                steps.append(.pair(old: replaced, new: wanted.node, kind: .added, depth: depth, parent: parent))
            } else {
                steps.append(.only(.added, node: wanted.node, withChildren: true, depth: depth, parent: parent))
            }
        }
        removals(before: before.count)
        return steps
    }

    /// Keeps changes, their parents, and `context` lines around each change.
    private func trimmed(_ context: Int) -> [ConfigDiff.Line] {
        var keep = [Bool](repeating: false, count: lines.count)
        for index in lines.indices where lines[index].kind != .context {
            for near in max(0, index - context)...min(lines.count - 1, index + context) { keep[near] = true }
        }
        for index in lines.indices.reversed() where keep[index] {
            if let parent = lines[index].parent { keep[parent] = true }
        }
        var place = [Int?](repeating: nil, count: lines.count)
        var result: [ConfigDiff.Line] = []
        var last = -1
        for index in lines.indices where keep[index] {
            let line = lines[index]
            place[index] = result.count
            result.append(
                .init(
                    kind: line.kind, text: line.text, depth: line.depth, parent: line.parent.flatMap { place[$0] },
                    followsGap: index > last + 1, comparable: line.comparable, order: line.order))
            last = index
        }
        return result
    }
}
