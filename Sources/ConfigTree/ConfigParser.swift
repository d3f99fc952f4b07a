/// Turns text into a tree by indentation, by the grammar's sections, and by exit words.
struct ConfigParser {
    enum Mode {
        /// What a device printed: tolerant, equal sections are merged, text after the end mark is ignored.
        case document
        /// What is to be typed in configuration mode: every line counts, in order, and what is no configuration is refused.
        case input
    }

    private struct Context {
        let node: Int
        let indent: Int
        let isSection: Bool
    }

    private struct SectionID: Hashable {
        let parent: Int
        let text: String
    }

    let mode: Mode
    private let grammar: Grammar
    private var tree: ConfigTree
    private var stack = [Context(node: ConfigTree.root, indent: -1, isSection: true)]
    private var known: [SectionID: Int] = [:]
    private var isFlat = false
    /// The line that left configuration mode; an error when another line follows.
    private var left: SourceLine?

    init(grammar: Grammar, mode: Mode) {
        self.grammar = grammar
        self.mode = mode
        tree = ConfigTree(grammar: grammar)
    }

    mutating func parse(_ text: String) throws(ConfigTreeError) -> ConfigTree {
        let lines = try SourceLine.split(text, refusesControls: mode == .input)
        isFlat = mode == .input && grammar.isFlat(lines)
        var index = 0
        while index < lines.count {
            let line = lines[index]
            index += 1
            if line.text.isEmpty || grammar.isTrivia(line.text) { continue }
            if left != nil, mode == .document { break }
            if grammar.ends.contains(line.text) {
                left = left ?? line
                continue
            }
            if grammar.exits.contains(line.text) {
                leave(line)
                continue
            }
            if let left { throw ConfigTreeError(.leavesConfiguration, line: left.number, text: left.text) }
            if mode == .input, grammar.refused.contains(line.text) {
                throw ConfigTreeError(.refusedCommand, line: line.number, text: line.text)
            }
            let text = try grammar.multilineValue(at: line, lines: lines, next: &index) ?? grammar.folded(line.text)
            add(text, line)
        }
        return tree
    }

    private mutating func add(_ typed: String, _ line: SourceLine) {
        findParent(of: typed, indent: line.indent)
        let parent = stack.last?.node ?? ConfigTree.root
        let text = grammar.kept(typed, under: tree.header(parent))
        if mode == .document, continueList(text, under: parent) { return }
        let isSection = grammar.section(text, under: tree.header(parent)) != nil
        let id = SectionID(parent: parent, text: text)
        if mode == .document, isSection, let twin = known[id] {
            stack.append(Context(node: twin, indent: line.indent, isSection: true))
            return
        }
        let node = tree.append(text, under: parent, line: line.number)
        if isSection { known[id] = node }
        if isSection || !isFlat { stack.append(Context(node: node, indent: line.indent, isSection: isSection)) }
    }

    /// A long list is printed on several lines, the later ones with `add`.
    private mutating func continueList(_ text: String, under parent: Int) -> Bool {
        guard let rule = grammar.numberList(text, under: tree.header(parent)),
            let last = tree.nodes[parent].children.last,
            LineIndex.begins(tree.nodes[last].text, with: rule.line),
            let value = rule.value(text, onto: tree.nodes[last].text)
        else { return false }
        if let value { tree.nodes[last].text = value }
        return true
    }

    private mutating func findParent(of text: String, indent: Int) {
        if isFlat {
            if grammar.global.contains(text) {
                stack.removeLast(stack.count - 1)
            } else if grammar.sections.contains(text) {
                while stack.count > 1, let top = stack.last, !grammar.nests(text, under: tree.header(top.node)) {
                    stack.removeLast()
                }
            }
            return
        }
        while stack.count > 1, let top = stack.last, top.indent >= indent { stack.removeLast() }
        while stack.count > 1, let top = stack.last, !top.isSection, isLeaf(top.node) { stack.removeLast() }
    }

    /// True for a line that can hold no others, whatever the indentation below it says.
    private func isLeaf(_ node: Int) -> Bool {
        let text = tree.nodes[node].text
        return tree.nodes[node].children.isEmpty
            && grammar.key(text, under: tree.header(tree.nodes[node].parent)) != nil
    }

    /// Takes an exit word: at the indentation of a header or of its lines, it closes that section.
    private mutating func leave(_ line: SourceLine) {
        if !isFlat {
            while stack.count > 1, let top = stack.last, top.indent > line.indent { stack.removeLast() }
            if stack.count > 1, let top = stack.last, top.indent == line.indent, !top.isSection,
                tree.nodes[top.node].children.isEmpty
            {
                stack.removeLast()
            }
        }
        if stack.count > 1 {
            stack.removeLast()
        } else if mode == .input {
            left = left ?? line
        }
    }
}
