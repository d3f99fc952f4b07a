/// Turns text into a tree by indentation, by the grammar's sections, and by exit words.
struct IndentedParser {
    private struct Context {
        let node: Int
        let indent: Int
        let isSection: Bool
    }

    private let mode: ConfigReader.Mode
    private let grammar: Grammar
    private let source: [UInt8]
    private var tree: ConfigTree
    private var stack = [Context(node: ConfigTree.root, indent: -1, isSection: true)]
    /// The sections by the hash of their text and parent.
    private var known: [UInt64: Int] = [:]
    private var isFlat = false
    /// The line that left configuration mode; an error when another line follows.
    private var left: (number: Int, text: String)?

    init(_ source: [UInt8], grammar: Grammar, mode: ConfigReader.Mode) {
        self.source = source
        self.grammar = grammar
        self.mode = mode
        tree = ConfigTree(grammar: grammar, source: source, isSource: true)
    }

    mutating func parse() throws(ConfigTreeError) -> ConfigTree {
        let source = self.source
        let bytes = source.span
        // Where exits are printed, they tell the sections also when the indentation was lost.
        if mode == .input || grammar.printsExit { isFlat = try isFlat(bytes) }
        // A guess at the length of a line, so that large texts are not copied again and again.
        tree.reserve(lines: bytes.count / 28)
        var scanner = LineScanner(refusesControls: mode == .input)
        while let line = try scanner.next(bytes) {
            let text = bytes.extracting(line.text)
            if text.isEmpty || grammar.isComment(text) { continue }
            let kind = grammar.table.kind(of: text)
            let traits = grammar.traits[Int(kind)]
            if traits.contains(.ignored), grammar.ignored.contains(text, kind) { continue }
            if left != nil, mode == .document { break }
            if traits.contains(.leaves), takesExit(text, line) { continue }
            if let left { throw ConfigTreeError(.leavesConfiguration, line: left.number, text: left.text) }
            if mode == .input, traits.contains(.refused), grammar.refused.contains(text, kind) {
                throw ConfigTreeError(.refusedCommand, line: line.number, text: text.string)
            }
            if traits.contains(.multiline),
                let value = try MultilineReader(grammar: grammar, line: line).read(bytes, kind, &scanner)
            {
                add(value, line)
            } else if isPlain(text, traits, line) {
                findParent(text, kind, indent: line.indent)
                let isSection = traits.contains(.section) && tree.section(text, kind, under: top.node) != nil
                add(line, kind, ByteHash.text(text), isSection: isSection)
            } else {
                add(grammar.folded(text, kind), line)
            }
        }
        return tree
    }

    private var top: Context { stack[stack.count - 1] }

    /// True for a line that is kept as it stands in the source.
    @inline(__always)
    private func isPlain(_ text: Span<UInt8>, _ traits: LineTraits, _ line: SourceLine) -> Bool {
        if grammar.hasOptionalQuotes { return false }
        guard !line.mayNeedFolding, traits.isDisjoint(with: [.rewritten, .numberList]) else { return false }
        guard grammar.hasNegatedRewrites, let start = grammar.bodyStart(text) else { return true }
        return grammar.rewrites.isEmpty(grammar.table.kind(of: text.extracting(start..<text.count)))
    }

    /// Takes `exit` and `end`.
    private mutating func takesExit(_ text: Span<UInt8>, _ line: SourceLine) -> Bool {
        let word = text.string
        if grammar.ends.contains(word) {
            left = left ?? (line.number, word)
            return true
        }
        guard grammar.exits.contains(word) else { return false }
        leave(line, word)
        return true
    }

    /// Adds a line that stands in the source as it is kept.
    @inline(__always)
    private mutating func add(_ line: SourceLine, _ kind: UInt32, _ hash: UInt64, isSection: Bool) {
        let parent = top.node
        if isSection, let twin = twin(of: line, hash, under: parent) {
            stack.append(Context(node: twin, indent: line.indent, isSection: true))
            return
        }
        let node = tree.append(line.text, kind: kind, hash: hash, under: parent, line: line.number)
        push(node, line, isSection: isSection)
    }

    private func twin(of line: SourceLine, _ hash: UInt64, under parent: Int) -> Int? {
        guard mode == .document, let twin = known[ByteHash.mix(hash, UInt64(parent))], tree.parent(twin) == parent,
            tree.withLine(twin, { text, _ in text.equals(source.span.extracting(line.text)) })
        else { return nil }
        return twin
    }

    /// Adds a line that is kept in another form.
    private mutating func add(_ typed: String, _ line: SourceLine) {
        let kind = tree.withLine(typed) { $1 }
        typed.withSpan { findParent($0, kind, indent: line.indent) }
        let parent = top.node
        var text = tree.kept(typed, under: parent)
        if mode == .document, let rule = tree.numberList(text, under: parent), rule.implied != nil,
            let value = rule.value(text, onto: nil)
        {
            guard let value else { return }
            text = value
        }
        if mode == .document, continueList(text, under: parent) { return }
        let isSection = tree.section(text, under: parent) != nil
        if mode == .document, isSection, let twin = known[ByteHash.mix(text.withSpan(ByteHash.text), UInt64(parent))],
            tree.parent(twin) == parent, tree.isText(twin, text)
        {
            stack.append(Context(node: twin, indent: line.indent, isSection: true))
            return
        }
        push(tree.append(text, under: parent, line: line.number), line, isSection: isSection)
    }

    @inline(__always)
    private mutating func push(_ node: Int, _ line: SourceLine, isSection: Bool) {
        if isSection, mode == .document {
            known[ByteHash.mix(tree.nodes[node].hash, UInt64(tree.parent(node)))] = node
        }
        if isSection || !isFlat { stack.append(Context(node: node, indent: line.indent, isSection: isSection)) }
    }

    /// A long list is printed on several lines, the later ones with `add`.
    private mutating func continueList(_ text: String, under parent: Int) -> Bool {
        guard let rule = tree.numberList(text, under: parent), let last = tree.lastChild(of: parent) else {
            return false
        }
        let old = tree.text(last)
        guard LineIndex.begins(old, with: rule.line), let value = rule.value(text, onto: old) else { return false }
        if let value { tree.replace(last, with: value) }
        return true
    }

    @inline(__always)
    private mutating func findParent(_ text: Span<UInt8>, _ kind: UInt32, indent: Int) {
        if isFlat {
            if grammar.global.contains(text, kind) {
                stack.removeLast(stack.count - 1)
            } else if grammar.sections.contains(text, kind) {
                while stack.count > 1, !nests(text, kind, under: top.node) { stack.removeLast() }
            }
            return
        }
        while stack.count > 1, top.indent >= indent { stack.removeLast() }
        while stack.count > 1, !top.isSection, isLeaf(top.node) { stack.removeLast() }
    }

    /// True when the section line can stand in the context, because a rule of its own says so.
    private func nests(_ text: Span<UInt8>, _ kind: UInt32, under parent: Int) -> Bool {
        grammar.sections.first(text, kind) { rule in
            if case .under = rule.scope { return tree.holds(rule.scope, under: parent) }
            return false
        } != nil
    }

    /// True for a line that can hold no others, whatever the indentation below it says.
    private func isLeaf(_ node: Int) -> Bool { !tree.hasChildren(node) && tree.key(node) != nil }

    /// True for lines without any indentation that open a section: only then do sections reach to the next exit or global line.
    private func isFlat(_ bytes: Span<UInt8>) throws(ConfigTreeError) -> Bool {
        var scanner = LineScanner(refusesControls: mode == .input)
        var opensSection = false
        while let line = try scanner.next(bytes) {
            let text = bytes.extracting(line.text)
            let kind = grammar.table.kind(of: text)
            if text.isEmpty || grammar.isTrivia(text, kind) { continue }
            if line.indent > 0 { return false }
            opensSection = opensSection || grammar.sections.contains(text, kind)
        }
        return opensSection
    }

    /// Takes an exit word: at the indentation of a header or of its lines, it closes that section.
    private mutating func leave(_ line: SourceLine, _ word: String) {
        if !isFlat {
            while stack.count > 1, top.indent > line.indent { stack.removeLast() }
            if stack.count > 1, top.indent == line.indent, !top.isSection, !tree.hasChildren(top.node) {
                stack.removeLast()
            }
        }
        if stack.count > 1 {
            stack.removeLast()
        } else if mode == .input {
            left = left ?? (line.number, word)
        }
    }
}
