/// Writes the commands between two trees, section by section, without recursion.
struct PatchWriter {
    /// What is still to be written; the last one comes first.
    enum Step {
        case command(String, depth: Int)
        /// Enter a section and bring it from the old to the new state; nil is a missing one.
        case section(old: Int?, new: Int?, depth: Int)
        /// Leave the section whose header is at `start`, or forget the header when nothing was to do in it.
        case leave(String, start: Int, depth: Int, isNeeded: Bool)
    }

    let from: ConfigTree
    let to: ConfigTree
    let grammar: Grammar
    private let fromMask: [Bool]
    private let toMask: [Bool]
    private var commands: [String] = []
    private var steps: [Step] = []

    init(from: ConfigTree, to: ConfigTree) {
        self.from = from
        self.to = to.completed(from: from)
        grammar = to.grammar
        fromMask = from.ignorable()
        toMask = self.to.ignorable()
    }

    mutating func write() throws(ConfigTreeError) -> [String] {
        steps = try plan(old: ConfigTree.root, new: ConfigTree.root, depth: 0).reversed()
        while let step = steps.popLast() {
            switch step {
            case .command(let text, let depth):
                commands.append(indent(depth) + grammar.command(for: text))
            case .section(let old, let new, let depth):
                try enter(old: old, new: new, depth: depth)
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

    private mutating func enter(old: Int?, new: Int?, depth: Int) throws(ConfigTreeError) {
        guard let header = new.map({ to.nodes[$0].text }) ?? old.map({ from.nodes[$0].text }) else { return }
        let parent = new.map { to.header(to.nodes[$0].parent) } ?? old.map { from.header(from.nodes[$0].parent) }
        let rule = grammar.section(header, under: parent ?? nil)
        let hasNewHeader = new != nil && header != old.map { from.nodes[$0].text }
        steps.append(.leave(rule?.exit ?? grammar.exit, start: commands.count, depth: depth, isNeeded: hasNewHeader))
        commands.append(indent(depth) + header)
        steps.append(contentsOf: try plan(old: old, new: new, depth: depth + 1).reversed())
    }

    private func indent(_ depth: Int) -> String { String(repeating: " ", count: depth) }

    /// The steps among the children of one parent.
    private func plan(old: Int?, new: Int?, depth: Int) throws(ConfigTreeError) -> [Step] {
        let changes = SiblingChanges(from, fromMask, old, to, toMask, new, .appending)
        var plan = SectionPlan(
            self, header: new.flatMap { to.header($0) } ?? old.flatMap { from.header($0) }, depth: depth)
        return try plan.steps(for: changes)
    }
}
