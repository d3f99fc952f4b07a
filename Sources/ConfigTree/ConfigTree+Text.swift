extension ConfigTree: Equatable {
    /// The text to hash: without comments, volatile lines and stated defaults, siblings in a fixed order where order means nothing.
    ///
    /// Two trees of one platform are equal exactly when these texts are equal.
    public var canonicalText: String {
        let mask = ignorable()
        var result: [UInt8] = []
        result.reserveCapacity(source.count)
        var stack = canonicalChildren(of: Self.root, mask).reversed().map { (node: $0, depth: 0) }
        while let (node, depth) = stack.popLast() {
            result.append(contentsOf: repeatElement(32, count: depth))
            withLine(node) { line, _ in line.append(to: &result) }
            result.append(10)
            for child in canonicalChildren(of: node, mask).reversed() { stack.append((child, depth + 1)) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// True when both mean the same to the device.
    public static func == (left: ConfigTree, right: ConfigTree) -> Bool { left.canonicalText == right.canonicalText }

    /// The children that matter, in a fixed order; ordered lines keep theirs.
    private func canonicalChildren(of node: Int, _ mask: [Bool]) -> [Int] {
        var children: [Int] = []
        for child in self.children(of: node) where !mask[child] { children.append(child) }
        guard children.count > 1 else { return children }
        if grammar.paths != nil, isOrdered(node) { return children }
        let keyed = children.enumerated().map { index, child in
            (key: order(child)?.group ?? " " + text(child), index: index, child: child)
        }
        return keyed.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.child)
    }

    /// The tree as text in the platform's style: exit words where the platform prints them.
    func rendered() -> String {
        if let rules = grammar.paths { return renderedPaths(rules) }
        var result = ""
        var stack = children(of: Self.root).reversed().map { (node: $0, depth: 0, isExit: false) }
        while let (node, depth, isExit) = stack.popLast() {
            let indent = String(repeating: " ", count: depth * grammar.indentWidth)
            let rule = section(node)
            if isExit {
                if grammar.printsExit { result += indent + (rule?.exit ?? grammar.exit) + "\n" }
                if depth == 0, let comment = grammar.comments.first { result += comment + "\n" }
                continue
            }
            result += indent + text(node) + "\n"
            if rule != nil || hasChildren(node) { stack.append((node, depth, true)) }
            for child in children(of: node).reversed() { stack.append((child, depth + 1, false)) }
        }
        return result
    }
}

extension Span<UInt8> {
    func append(to bytes: inout [UInt8]) { withUnsafeBufferPointer { bytes.append(contentsOf: $0) } }
}
