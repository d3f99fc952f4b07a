extension ConfigTree {
    /// What this configuration lacks of an expectation, and what it has against it; empty when all is fulfilled.
    ///
    /// Throws when the plain lines of the expectation are no configuration.
    public func missing(_ expectation: Expectation) throws(ConfigTreeError) -> [ConfigGap] {
        let plain = try missing(expectation.plainText)
        var check = ExpectationCheck(tree: self, expectation: expectation)
        return plain + (try check.run())
    }
}

/// Holds the demands with signs against a tree; plain lines are held by `IntentCheck`.
private struct ExpectationCheck {
    /// A line below a section, with the lines between them.
    private struct Line {
        let path: [String]
        let text: String
        /// The line as it would read in one piece.
        let whole: String
    }

    let tree: ConfigTree
    let expectation: Expectation

    mutating func run() throws(ConfigTreeError) -> [ConfigGap] {
        try check(expectation.roots, below: ConfigTree.root, path: [], isExpanded: false)
    }

    /// Recursion is bounded by the depth of the expectation, which a person wrote.
    private func check(
        _ items: [Int], below node: Int?, path: [String], isExpanded: Bool
    ) throws(ConfigTreeError) -> [ConfigGap] {
        var gaps: [ConfigGap] = []
        var place = -1
        lazy var lines = node.map(lines(below:)) ?? []
        for item in items.map({ expectation.items[$0] }) {
            func gap(_ kind: ConfigGap.Kind, _ line: String, _ below: [String] = []) {
                gaps.append(ConfigGap(kind: kind, path: path + below, line: line))
            }
            switch item.demand {
            case .plain(let text):
                if isExpanded, item.children.isEmpty { gaps += try plain(text, path) }
                let next = node.flatMap { child(text, of: $0) }
                gaps += try check(item.children, below: next, path: path + [text], isExpanded: isExpanded)
            case .absent(let text):
                for line in lines where LineIndex.begins(line.whole, with: text) { gap(.surplus, line.text, line.path) }
            case .matching(let pattern):
                if !lines.contains(where: { matches($0.whole, pattern) }) { gap(.absent, "~ " + pattern.source) }
            case .notMatching(let pattern):
                for line in lines where matches(line.whole, pattern) { gap(.surplus, line.text, line.path) }
            case .inOrder(let text):
                let places = lines.indices.filter { LineIndex.begins(lines[$0].whole, with: text) }
                if let found = places.first(where: { $0 > place }) {
                    place = found
                } else {
                    gap(places.isEmpty ? .absent : .misplaced, text)
                }
            case .every(let pattern):
                let sections = node.map { node in
                    children(of: node).filter { Self.glob(pattern, tree.text($0)) }
                }
                if sections?.isEmpty ?? true { gap(.absent, pattern) }
                for section in sections ?? [] {
                    let path = path + [tree.text(section)]
                    gaps += try check(item.children, below: section, path: path, isExpanded: true)
                }
            }
        }
        return gaps
    }

    /// A plain line below sections that were found by a pattern.
    private func plain(_ text: String, _ path: [String]) throws(ConfigTreeError) -> [ConfigGap] {
        let lines = (path + [text]).enumerated().map { String(repeating: " ", count: $0) + $1 }
        return try tree.missing(lines.joined(separator: "\n"))
    }

    private func children(of node: Int) -> [Int] { Array(tree.children(of: node)) }

    private func child(_ text: String, of node: Int) -> Int? {
        let folded = tree.withLine(text) { tree.grammar.folded($0, $1) }
        return children(of: node).first { tree.text($0) == folded }
    }

    /// All lines below a section in their order, without recursion.
    private func lines(below node: Int) -> [Line] {
        var result: [Line] = []
        var stack = children(of: node).reversed().map { (node: $0, path: [String]()) }
        while let (node, path) = stack.popLast() {
            let text = tree.text(node)
            result.append(Line(path: path, text: text, whole: (path + [text]).joined(separator: " ")))
            stack.append(contentsOf: children(of: node).reversed().map { (node: $0, path: path + [text]) })
        }
        return result
    }

    private func matches(_ line: String, _ pattern: Expectation.PatternText) -> Bool {
        // try?: the pattern was read when the expectation was, so this cannot fail; an unreadable one matches nothing.
        guard let regex = try? Regex(pattern.source) else { return false }
        return line.firstMatch(of: regex) != nil
    }

    /// Compares a line with a pattern in which `*` stands for any characters.
    private static func glob(_ pattern: String, _ line: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return pattern == line }
        guard line.hasPrefix(first) else { return false }
        var rest = line.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
