/// Writes the commands between two trees, section by section, without recursion.
struct PatchWriter {
    /// What is still to be written; the last one comes first.
    enum Step {
        case command(String, depth: Int)
        /// Enter a section and bring it from the old to the new state; nil is a missing one.
        case section(old: Int?, new: Int?, depth: Int, part: Part = .all)
        /// Leave the section whose header is at `start`, or forget the header when nothing was to do in it.
        case leave(String, start: Int, depth: Int, isNeeded: Bool)
    }

    /// What is done in one visit of a section.
    enum Part {
        case all
        case withoutDeletions
        case deletions
    }

    let from: ComparedTree
    let to: ComparedTree
    let grammar: Grammar
    private var commands: [String] = []
    private var steps: [Step] = []

    init(from: ConfigTree, to: ConfigTree) {
        self.from = ComparedTree(from)
        self.to = ComparedTree(to.completed(from: from))
        grammar = to.grammar
    }

    mutating func write() throws(ConfigTreeError) -> [String] {
        steps = try plan(old: ConfigTree.root, new: ConfigTree.root, depth: 0, part: .all).reversed()
        while let step = steps.popLast() {
            switch step {
            case .command(let text, let depth):
                guard !text.utf8.contains(0xEF) || !text.unicodeScalars.contains("\u{FFFD}") else {
                    throw ConfigTreeError(.notText, text: text)
                }
                commands.append(indent(depth) + grammar.command(for: text))
            case .section(let old, let new, let depth, let part):
                try enter(old: old, new: new, depth: depth, part: part)
            case .leave(let exit, let start, let depth, let isNeeded):
                if commands.count == start + 1, !isNeeded {
                    commands.removeLast()
                } else {
                    commands.append(indent(depth) + exit)
                }
            }
        }
        return commands
    }

    private mutating func enter(old: Int?, new: Int?, depth: Int, part: Part) throws(ConfigTreeError) {
        let rule = new.flatMap { to.tree.section($0) } ?? old.flatMap { from.tree.section($0) }
        let before = old.map { from.tree.text($0) }
        guard let header = new.map({ to.tree.text($0) }) ?? before else { return }
        let hasNewHeader = new != nil && header != before
        steps.append(.leave(rule?.exit ?? grammar.exit, start: commands.count, depth: depth, isNeeded: hasNewHeader))
        commands.append(indent(depth) + header)
        steps.append(contentsOf: try plan(old: old, new: new, depth: depth + 1, part: part).reversed())
    }

    private func indent(_ depth: Int) -> String { String(repeating: " ", count: depth) }

    /// The steps among the children of one parent.
    private func plan(old: Int?, new: Int?, depth: Int, part: Part) throws(ConfigTreeError) -> [Step] {
        let changes = SiblingChanges(from, old, to, new, .appending)
        var plan = SectionPlan(self, changes, old: old, new: new, depth: depth)
        return try plan.steps(part)
    }
}
