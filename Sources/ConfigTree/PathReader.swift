/// Reads braces or `set` lines into a tree with one word a node, so that both forms of a configuration are one tree.
struct PathReader {
    private let rules: PathRules
    private let grammar: Grammar
    private let source: [UInt8]
    private var tree: ConfigTree
    private var known: [UInt64: Int] = [:]

    init(_ source: [UInt8], grammar: Grammar, rules: PathRules) {
        self.source = source
        self.grammar = grammar
        self.rules = rules
        tree = ConfigTree(grammar: grammar, source: source, isSource: true)
    }

    mutating func read() throws(ConfigTreeError) -> ConfigTree {
        if PathStatements.areLines(source.span, grammar, rules) { try readLines() } else { try readBraces() }
        return tree
    }

    private mutating func readLines() throws(ConfigTreeError) {
        let source = self.source
        let bytes = source.span
        var lines = PathStatements(grammar: grammar, rules: rules, refusesOthers: false)
        while let statement = try lines.next(bytes) {
            switch statement.verb {
            case .set: add(statement.paths, bytes, statement.line)
            case .mark(let mark):
                for path in statement.paths {
                    if let node = find(path, bytes) { _ = child(mark.word, under: node, line: statement.line) }
                }
            // A document says what is there; what takes away has nothing to take.
            default: break
            }
        }
    }

    private mutating func add(_ paths: [[Range<Int>]], _ bytes: Span<UInt8>, _ line: Int) {
        for path in paths {
            if isIgnored(path, bytes) { continue }
            var node = ConfigTree.root
            for word in path { node = child(word, bytes, under: node, line: line) }
        }
    }

    private func isIgnored(_ path: [Range<Int>], _ bytes: Span<UInt8>) -> Bool {
        guard let first = path.first, let last = path.last else { return true }
        let line = bytes.extracting(first.lowerBound..<last.upperBound)
        return grammar.ignored.contains(line, grammar.table.kind(of: line))
    }

    private func find(_ path: [Range<Int>], _ bytes: Span<UInt8>) -> Int? {
        var node = ConfigTree.root
        for word in path {
            let text = bytes.extracting(word)
            guard let next = known[ByteHash.mix(ByteHash.text(text), UInt64(node))] else { return nil }
            node = next
        }
        return node
    }

    private mutating func child(_ word: Range<Int>, _ bytes: Span<UInt8>, under parent: Int, line: Int) -> Int {
        let text = bytes.extracting(word)
        let hash = ByteHash.text(text)
        let id = ByteHash.mix(hash, UInt64(parent))
        if let node = known[id], tree.parent(node) == parent,
            tree.withLine(node, { other, _ in other.equals(source.span.extracting(word)) })
        {
            return node
        }
        let node = tree.append(word, kind: WordTable.unknown, hash: hash, under: parent, line: line)
        known[id] = node
        return node
    }

    private mutating func child(_ word: String, under parent: Int, line: Int) -> Int {
        if let node = tree.children(of: parent).first(where: { tree.isText($0, word) }) { return node }
        return tree.append(word, under: parent, line: line)
    }

    private mutating func readBraces() throws(ConfigTreeError) {
        let source = self.source
        let bytes = source.span
        var tokens = PathTokens(hasBraces: true, comments: grammar.comments)
        var stack: [Int] = [ConfigTree.root]
        var words: [Range<Int>] = []
        var list: [Range<Int>]?
        var opened: [Int] = []
        while let token = try tokens.next(bytes) {
            switch token {
            case .word(let place):
                if list != nil { list?.append(place) } else { words.append(place) }
            case .openList: list = []
            case .closeList: continue
            case .open:
                stack.append(statement(words, nil, bytes, under: stack[stack.count - 1], tokens.number))
                opened.append(tokens.number)
                words = []
                list = nil
            case .end, .line, .close:
                let isEnd = token != .line || (rules.endsAtLine && !words.isEmpty)
                if isEnd, !words.isEmpty {
                    _ = statement(words, list, bytes, under: stack[stack.count - 1], tokens.number)
                    words = []
                    list = nil
                }
                guard token == .close else { continue }
                guard stack.count > 1 else { throw ConfigTreeError(.unbalanced, line: tokens.number) }
                stack.removeLast()
                opened.removeLast()
            }
        }
        if let line = opened.last { throw ConfigTreeError(.unbalanced, line: line) }
        guard words.isEmpty else { throw ConfigTreeError(.unbalanced, line: tokens.number) }
    }

    /// Adds one statement of braces; the answer is its last word.
    private mutating func statement(
        _ words: [Range<Int>], _ list: [Range<Int>]?, _ bytes: Span<UInt8>, under parent: Int, _ line: Int
    ) -> Int {
        var words = words[...]
        var marks: [PathMark] = []
        while let first = words.first,
            let mark = rules.marks.first(where: { mark in bytes.extracting(first).isText(mark.word) })
        {
            marks.append(mark)
            words.removeFirst()
        }
        if parent == ConfigTree.root, list == nil, isIgnored(Array(words), bytes) { return ConfigTree.root }
        var node = parent
        for word in words { node = child(word, bytes, under: node, line: line) }
        for value in list ?? [] { _ = child(value, bytes, under: node, line: line) }
        for mark in marks { _ = child(mark.word, under: node, line: line) }
        return node
    }
}

extension Span<UInt8> {
    /// True when these are the bytes of the text.
    func isText(_ text: String) -> Bool {
        guard count == text.utf8.count else { return false }
        var index = 0
        for byte in text.utf8 {
            if self[index] != byte { return false }
            index += 1
        }
        return true
    }
}
