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
        let kind = nodes[node].kind
        return !grammar.defaults.isEmpty(kind) || !grammar.conditionalDefaults.isEmpty(kind)
            || (grammar.hasConditionalDefaults && withLine(node) { line, _ in grammar.bodyStart(line) != nil })
    }

    /// This tree with the sections of another one that mean nothing while they are empty, so that their lines find a parent.
    func completed(from other: ConfigTree) -> ConfigTree {
        var result = self
        var pairs = [(Self.root, Self.root)]
        while let (mine, theirs) = pairs.popLast() {
            let sections = other.children(of: theirs).filter { !grammar.sections.isEmpty(other.nodes[$0].kind) }
            guard !sections.isEmpty else { continue }
            var known: [UInt64: Int] = [:]
            for child in result.children(of: mine) where !grammar.sections.isEmpty(result.nodes[child].kind) {
                known[result.nodes[child].hash] = child
            }
            for child in sections {
                if let twin = known[other.nodes[child].hash] {
                    pairs.append((twin, child))
                } else if let rule = other.section(child), rule.dropsEmpty {
                    pairs.append((result.append(other.text(child), under: mine), child))
                }
            }
        }
        return result
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
            if grammar.hasConditionalDefaults, !isDependent[node] {
                isDependent[node] =
                    !grammar.conditionalDefaults.isEmpty(tree.nodes[node].kind)
                    || tree.withLine(node) { line, _ in
                        guard let start = grammar.bodyStart(line) else { return false }
                        return !grammar.conditionalDefaults.isEmpty(
                            grammar.table.kind(of: line.extracting(start..<line.count)))
                    }
            }
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
        var pairs = [(node, otherNode)]
        while let (a, b) = pairs.popLast() {
            guard tree.isSameText(a, other.tree, b) else { return false }
            var left = tree.children(of: a)
            var right = other.tree.children(of: b)
            while let x = left.next() {
                guard let y = right.next() else { return false }
                pairs.append((x, y))
            }
            if right.next() != nil { return false }
        }
        return true
    }
}
