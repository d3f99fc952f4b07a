extension ConfigTree {
    /// For each node, whether it and what it holds make no difference to the device.
    func ignorable() -> [Bool] {
        var mask = [Bool](repeating: false, count: nodes.count)
        var holdsMeaning = mask
        var holdsLines = mask
        // A child always comes after its parent, so one pass backwards needs no recursion.
        for node in nodes.indices.dropFirst().reversed() where nodes[node].parent >= 0 {
            let kind = nodes[node].kind
            if holdsMeaning[node] {
                // Something below it counts.
            } else if !holdsLines[node], mayStateDefault(node), statesDefault(node) {
                mask[node] = true
            } else if !grammar.sections.isEmpty(kind) {
                mask[node] = section(node)?.dropsEmpty ?? false
            }
            let parent = parent(node)
            holdsLines[parent] = true
            if !mask[node] { holdsMeaning[parent] = true }
        }
        return mask
    }

    @inline(__always)
    private func mayStateDefault(_ node: Int) -> Bool {
        let traits = grammar.traits[Int(nodes[node].kind)]
        if !traits.isDisjoint(with: [.stated, .conditional]) { return true }
        return grammar.hasConditionalDefaults && traits.contains(.negated)
    }

    /// True when what the line means depends on lines elsewhere.
    @inline(__always)
    func isConditional(_ node: Int) -> Bool {
        let traits = grammar.traits[Int(nodes[node].kind)]
        if traits.contains(.conditional) { return true }
        guard traits.contains(.negated) else { return false }
        return withLine(node) { line, _ in
            guard let start = grammar.bodyStart(line) else { return false }
            let kind = grammar.table.kind(of: line.extracting(start..<line.count))
            return grammar.traits[Int(kind)].contains(.conditional)
        }
    }

    /// This tree with the sections of another one that mean nothing while they are empty, so that their lines find a parent.
    func completed(from other: ConfigTree) -> ConfigTree {
        var result = self
        var pairs = [(Self.root, Self.root)]
        while let (mine, theirs) = pairs.popLast() {
            // Most sections stand where the others are, so the next one is tried before all are indexed.
            var cursor = Int(result.nodes[mine].firstChild)
            var known: [UInt64: Int]?
            for child in other.children(of: theirs) where other.mayBeSection(child) {
                let hash = other.nodes[child].hash
                while cursor >= 0, result.parent(cursor) != mine || !result.mayBeSection(cursor) {
                    cursor = Int(result.nodes[cursor].next)
                }
                if cursor >= 0, result.nodes[cursor].hash == hash {
                    if other.nodes[child].firstChild >= 0 { pairs.append((cursor, child)) }
                    cursor = Int(result.nodes[cursor].next)
                    continue
                }
                let index = known ?? result.sections(below: mine)
                known = index
                if let twin = index[hash] {
                    pairs.append((twin, child))
                    cursor = Int(result.nodes[twin].next)
                } else if let rule = other.section(child), rule.dropsEmpty {
                    pairs.append((result.append(other.text(child), under: mine), child))
                }
            }
        }
        return result
    }

    private func sections(below node: Int) -> [UInt64: Int] {
        var known: [UInt64: Int] = [:]
        for child in children(of: node) where mayBeSection(child) { known[nodes[child].hash] = child }
        return known
    }

    @inline(__always)
    private func mayBeSection(_ node: Int) -> Bool {
        grammar.traits[Int(nodes[node].kind)].contains(.section)
    }
}

/// One of the two trees that are compared, with what is known about each of its lines.
struct ComparedTree {
    let tree: ConfigTree
    /// Lines that make no difference.
    let mask: [Bool]
    /// The hash of a line and all below it, in order.
    private let digests: [UInt64]
    /// Whether what lines below mean depends on lines elsewhere.
    private let isDependent: [Bool]

    init(_ tree: ConfigTree) {
        self.tree = tree
        mask = tree.ignorable()
        var digests = tree.nodes.map { ByteHash.mix($0.hash, 1) }
        var isDependent = [Bool](repeating: false, count: tree.nodes.count)
        let grammar = tree.grammar
        for node in tree.nodes.indices.dropFirst().reversed() where tree.nodes[node].parent >= 0 {
            if grammar.hasConditionalDefaults, !isDependent[node] { isDependent[node] = tree.isConditional(node) }
            let parent = tree.parent(node)
            if isDependent[node] { isDependent[parent] = true }
            digests[parent] = ByteHash.mix(digests[parent], digests[node])
        }
        self.digests = digests
        self.isDependent = isDependent
    }

    /// True when both lines hold the same lines in the same order and mean the same.
    func isSame(_ node: Int, _ other: ComparedTree, _ otherNode: Int) -> Bool {
        guard digests[node] == other.digests[otherNode], !isDependent[node], !other.isDependent[otherNode] else {
            return false
        }
        // Hashes can be made to collide, and what is skipped here nobody sees; so it is compared.
        return tree.isSameBelow(node, other.tree, otherNode)
    }
}

extension ComparedTree {
    /// How many lines that make a difference stand at and below a line.
    func lineCount(at node: Int) -> Int {
        var count = 0
        var stack = [node]
        while let current = stack.popLast() {
            count += 1
            for child in tree.children(of: current) where !mask[child] { stack.append(child) }
        }
        return count
    }
}

extension ConfigTree {
    /// True when two lines and all below them have the same text in the same order.
    func isSameBelow(_ node: Int, _ other: ConfigTree, _ otherNode: Int) -> Bool {
        guard isSameText(node, other, otherNode) else { return false }
        var (parent, otherParent) = (node, otherNode)
        var (left, right) = (nodes[node].firstChild, other.nodes[otherNode].firstChild)
        while true {
            // A line that was taken away stays in the chain.
            while left >= 0, nodes[Int(left)].parent != Int32(parent) { left = nodes[Int(left)].next }
            while right >= 0, other.nodes[Int(right)].parent != Int32(otherParent) {
                right = other.nodes[Int(right)].next
            }
            if left < 0 || right < 0 {
                guard left < 0, right < 0 else { return false }
                if parent == node { return true }
                (left, right) = (nodes[parent].next, other.nodes[otherParent].next)
                (parent, otherParent) = (self.parent(parent), other.parent(otherParent))
                continue
            }
            let (a, b) = (Int(left), Int(right))
            guard isSameText(a, other, b) else { return false }
            if nodes[a].firstChild >= 0 || other.nodes[b].firstChild >= 0 {
                (parent, otherParent) = (a, b)
                (left, right) = (nodes[a].firstChild, other.nodes[b].firstChild)
            } else {
                (left, right) = (nodes[a].next, other.nodes[b].next)
            }
        }
    }
}
