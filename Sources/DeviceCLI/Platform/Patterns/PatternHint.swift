/// What can be said of a match without running the expression: how a text that can match begins and ends, and what it holds.
struct PatternHint: Sendable {
    /// One end of the text.
    struct Edge: Sendable {
        /// The first bytes from that end; one set for each.
        let sets: [ByteSet]
        /// Whether the expression allows blanks there, which are passed over before the bytes are looked at.
        let skipsBlanks: Bool
    }

    /// Known only when the expression begins with `^`.
    let first: Edge?
    /// Known only when the expression ends with `$`.
    let last: Edge?
    /// Of each of these sets the text has to hold a byte.
    let needs: [ByteSet]

    /// More would cost more than it spares.
    private static let mostSets = 8
    private static let mostNeeds = 2

    init(_ source: String) {
        guard case .sequence(var nodes) = PatternSyntax.parse(source) else {
            (self.first, self.last, self.needs) = (nil, nil, [])
            return
        }
        let isBegun = source.hasPrefix("^")
        let isEnded = source.hasSuffix("$") && !source.hasSuffix("\\$")
        if isBegun { nodes.removeFirst() }
        if isEnded { nodes.removeLast() }
        self.first = isBegun ? Self.edge(nodes, isReversed: false) : nil
        self.last = isEnded ? Self.edge(nodes, isReversed: true) : nil
        let needed = PatternSyntax.Node.sequence(nodes).needed.filter { $0.isSubset(of: .ascii) }
        self.needs = Array(needed.sorted { $0.commonness < $1.commonness }.prefix(Self.mostNeeds))
    }

    /// Whether the expression may match this text; false is certain, true only a possibility.
    func allows(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { self.allows($0) } ?? true
    }

    /// The same for the bytes of a text in UTF-8.
    func allows(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        Self.allows(self.first, in: bytes) && Self.allows(self.last, in: bytes.reversed())
            && self.needs.allSatisfy { set in bytes.contains { set.contains($0) } }
    }

    private static func allows(_ edge: Edge?, in bytes: some Collection<UInt8>) -> Bool {
        guard let edge else { return true }
        var index = bytes.startIndex
        if edge.skipsBlanks {
            while index < bytes.endIndex, ByteSet.blanks.contains(bytes[index]) { bytes.formIndex(after: &index) }
            // It may be a blank beyond ASCII.
            if index < bytes.endIndex, bytes[index] >= 0x80 { return true }
        }
        for set in edge.sets {
            guard index < bytes.endIndex, set.contains(bytes[index]) else { return false }
            bytes.formIndex(after: &index)
        }
        return true
    }

    private static func edge(_ nodes: [PatternSyntax.Node], isReversed: Bool) -> Edge? {
        var nodes = nodes[...]
        var skipsBlanks = false
        while let node = isReversed ? nodes.last : nodes.first, node.isNullable, node.isBlank {
            skipsBlanks = true
            nodes = isReversed ? nodes.dropLast() : nodes.dropFirst()
        }
        let rest = PatternSyntax.Node.sequence(Array(nodes))
        guard !rest.isNullable else { return nil }
        let sets = Array(rest.edges(isReversed: isReversed).sets.prefix(Self.mostSets))
        // Where the text itself may begin with a blank, passing over blanks would look at the wrong byte.
        guard let first = sets.first, !skipsBlanks || first.isDisjoint(with: .blanks) else { return nil }
        return Edge(sets: sets, skipsBlanks: skipsBlanks)
    }
}
