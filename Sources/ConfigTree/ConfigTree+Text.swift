extension ConfigTree: Equatable {
    /// The text to hash: without comments, volatile lines and stated defaults, siblings in a fixed order where order means nothing.
    ///
    /// Two trees of one platform are equal exactly when these texts are equal.
    public var canonicalText: String {
        let mask = ignorable()
        var result = ""
        var stack = canonicalChildren(of: Self.root, mask).reversed().map { ($0, 0) }
        while let (node, depth) = stack.popLast() {
            result.append(contentsOf: String(repeating: " ", count: depth))
            result.append(contentsOf: nodes[node].text)
            result.append("\n")
            stack.append(contentsOf: canonicalChildren(of: node, mask).reversed().map { ($0, depth + 1) })
        }
        return result
    }

    /// True when both mean the same to the device.
    public static func == (left: ConfigTree, right: ConfigTree) -> Bool { left.canonicalText == right.canonicalText }

    /// The children that matter, in a fixed order; ordered lines keep theirs.
    private func canonicalChildren(of node: Int, _ mask: [Bool]) -> [Int] {
        let parent = header(node)
        let keyed = nodes[node].children.filter { !mask[$0] }.enumerated().map { index, child in
            (
                key: grammar.order(nodes[child].text, under: parent)?.group ?? "\u{20}" + nodes[child].text,
                index: index, child: child
            )
        }
        return keyed.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.child)
    }

    /// The tree as text in the platform's style: one space a level, exit words where the platform prints them.
    func rendered() -> String {
        var result = ""
        var stack: [(node: Int, depth: Int, isExit: Bool)] = nodes[Self.root].children.reversed().map { ($0, 0, false) }
        while let (node, depth, isExit) = stack.popLast() {
            let indent = String(repeating: " ", count: depth)
            let rule = grammar.section(nodes[node].text, under: header(nodes[node].parent))
            if isExit {
                if grammar.printsExit { result += indent + (rule?.exit ?? grammar.exit) + "\n" }
                if depth == 0, let comment = grammar.comments.first { result += comment + "\n" }
                continue
            }
            result += indent + nodes[node].text + "\n"
            if rule != nil || !nodes[node].children.isEmpty { stack.append((node, depth, true)) }
            stack.append(contentsOf: nodes[node].children.reversed().map { ($0, depth + 1, false) })
        }
        return result
    }
}
