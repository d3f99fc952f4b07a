extension ConfigTree {
    /// The words of a path, in order.
    func words(of node: Int) -> [String] { node == Self.root ? [] : self.path(of: node) + [text(node)] }

    /// The path as it is typed.
    func pathLine(_ node: Int, _ rules: PathRules) -> String {
        words(of: node).map(rules.quoted).joined(separator: " ")
    }

    /// True for a state of the path above, such as «inactive:».
    func isMark(_ node: Int, _ rules: PathRules) -> Bool {
        rules.marks.contains { isText(node, $0.word) }
    }

    /// True for the end of a path; what only marks it does not make it longer.
    func isEnd(_ node: Int, _ rules: PathRules) -> Bool {
        rules.marks.isEmpty ? !hasChildren(node) : children(of: node).allSatisfy { isMark($0, rules) }
    }

    /// True when the order of the paths below counts.
    func isOrdered(_ node: Int) -> Bool {
        guard let rules = grammar.paths, !rules.ordered.isEmpty, node != Self.root else { return false }
        return rules.ordered.contains(last: text(node)) { self.pathLine(node, rules) }
    }

    /// All paths at or below a node, and the marks with the paths that have them.
    func ends(below node: Int, _ rules: PathRules) -> (paths: [Int], marks: [Int]) {
        var paths: [Int] = []
        var marks: [Int] = []
        var stack = [node]
        while let current = stack.popLast() {
            if isMark(current, rules) {
                marks.append(current)
                continue
            }
            if isEnd(current, rules) { paths.append(current) }
            stack.append(contentsOf: children(of: current).reversed())
        }
        return (paths, marks)
    }

    /// The tree as lines.
    func renderedPaths(_ rules: PathRules) -> String {
        let words = ([rules.set] + rules.prefix).filter { !$0.isEmpty }
        let verb = words.map { $0 + " " }.joined()
        var lines: [String] = []
        let all = children(of: Self.root).map { ends(below: $0, rules) }
        for part in all { lines += part.paths.map { verb + pathLine($0, rules) } }
        for mark in all.flatMap(\.marks) {
            guard let rule = rules.marks.first(where: { isText(mark, $0.word) }) else { continue }
            lines.append(rule.set + " " + pathLine(parent(mark), rules))
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
