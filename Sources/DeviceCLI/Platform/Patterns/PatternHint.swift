/// What can be said of a match without running the expression: the first and the last byte of a text that can match.
struct PatternHint: Sendable {
    /// One end of the text.
    struct Edge: Sendable {
        let bytes: ByteSet
        /// Whether the expression allows blanks there, which are passed over before the byte is looked at.
        let skipsBlanks: Bool
    }

    /// Known only when the expression begins with `^`.
    let first: Edge?
    /// Known only when the expression ends with `$`.
    let last: Edge?

    init(_ source: String) {
        guard case .sequence(var nodes) = PatternSyntax.parse(source) else {
            self.first = nil
            self.last = nil
            return
        }
        let isBegun = source.hasPrefix("^")
        let isEnded = source.hasSuffix("$") && !source.hasSuffix("\\$")
        if isBegun { nodes.removeFirst() }
        if isEnded { nodes.removeLast() }
        self.first = isBegun ? Self.edge(nodes, isReversed: false) : nil
        self.last = isEnded ? Self.edge(nodes, isReversed: true) : nil
    }

    /// Whether the expression may match this text; false is certain, true only a possibility.
    func allows(_ text: String) -> Bool {
        guard self.first != nil || self.last != nil else { return true }
        return text.utf8.withContiguousStorageIfAvailable { bytes in
            Self.allows(self.first, in: bytes) && Self.allows(self.last, in: bytes.reversed())
        } ?? true
    }

    private static func allows(_ edge: Edge?, in bytes: some Collection<UInt8>) -> Bool {
        guard let edge else { return true }
        let byte = edge.skipsBlanks ? bytes.first { !ByteSet.blanks.contains($0) } : bytes.first
        return byte.map(edge.bytes.contains) ?? false
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
        let bytes = rest.edge(isReversed: isReversed)
        // Where the text itself may begin with a blank, passing over blanks would look at the wrong byte.
        if skipsBlanks, !bytes.isDisjoint(with: .blanks) { return nil }
        return Edge(bytes: bytes, skipsBlanks: skipsBlanks)
    }
}

extension ByteSet {
    func isDisjoint(with other: ByteSet) -> Bool { self.isSubset(of: other.complement) }
}
