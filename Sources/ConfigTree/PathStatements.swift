/// Reads the lines `set …`, `delete …` and so on, one after another.
struct PathStatements {
    enum Verb {
        case set
        case delete
        case mark(PathMark)
        case unmark(PathMark)
        case move
        /// `edit`, `top` and `up`: from where the paths of the next lines go on.
        case edit
        case top
        case up
    }

    struct Statement {
        let verb: Verb
        /// One path, or one for each value of a list.
        let paths: [[Range<Int>]]
        let line: Int
    }

    private let rules: PathRules
    private let refusesOthers: Bool
    private var tokens: PathTokens

    init(grammar: Grammar, rules: PathRules, refusesOthers: Bool) {
        self.rules = rules
        self.refusesOthers = refusesOthers
        tokens = PathTokens(hasBraces: false, comments: grammar.comments)
    }

    /// True when the text consists of lines with a verb, or is empty.
    static func areLines(_ bytes: Span<UInt8>, _ grammar: Grammar, _ rules: PathRules) -> Bool {
        var scanner = LineScanner(refusesControls: false)
        while let line = try? scanner.next(bytes) {
            let text = bytes.extracting(line.text)
            if text.isEmpty || grammar.isTrivia(text, grammar.table.kind(of: text)) { continue }
            guard let first = CommandWords.next(text, 0) else { continue }
            let word = text.extracting(first)
            if word.isText(rules.set) || word.isText(rules.delete) { return true }
            if let prefix = rules.prefix.first, word.isText(prefix) { return true }
            return rules.marks.contains { word.isText($0.set) || word.isText($0.clear) }
                || rules.moveWord.map { word.isText(String($0)) } ?? false
                || ["edit", "top", "up"].contains { word.isText($0) }
        }
        return true
    }

    /// The next line; nil at the end.
    mutating func next(_ bytes: Span<UInt8>) throws(ConfigTreeError) -> Statement? {
        while true {
            var words: [Range<Int>] = []
            var list: [Range<Int>]?
            let line = tokens.number
            var isEnd = true
            while let token = try tokens.next(bytes) {
                isEnd = false
                switch token {
                case .word(let place):
                    if list != nil { list?.append(place) } else { words.append(place) }
                    continue
                case .openList:
                    list = []
                    continue
                case .closeList: continue
                default: break
                }
                break
            }
            if let statement = statement(words[...], list, bytes, line) { return statement }
            if !words.isEmpty, refusesOthers {
                let text = bytes.extracting(words[0].lowerBound..<words[words.count - 1].upperBound).string
                throw ConfigTreeError(.refusedCommand, line: line, text: text)
            }
            if isEnd { return nil }
        }
    }

    private func statement(
        _ words: ArraySlice<Range<Int>>, _ list: [Range<Int>]?, _ bytes: Span<UInt8>, _ line: Int
    ) -> Statement? {
        guard let first = words.first else { return nil }
        var rest = words
        guard let verb = verb(bytes.extracting(first), &rest) else { return nil }
        for word in rules.prefix {
            guard let next = rest.first, bytes.extracting(next).isText(word) else { break }
            rest = rest.dropFirst()
        }
        let paths = list.map { $0.map { Array(rest) + [$0] } } ?? [Array(rest)]
        return Statement(verb: verb, paths: paths, line: line)
    }

    private func verb(_ word: Span<UInt8>, _ rest: inout ArraySlice<Range<Int>>) -> Verb? {
        if rules.set.isEmpty, let prefix = rules.prefix.first, word.isText(prefix) { return .set }
        rest = rest.dropFirst()
        if word.isText(rules.set) { return .set }
        if word.isText(rules.delete) { return .delete }
        for mark in rules.marks {
            if word.isText(mark.set) { return .mark(mark) }
            if word.isText(mark.clear) { return .unmark(mark) }
        }
        if let move = rules.moveWord, word.isText(String(move)) { return .move }
        if word.isText("edit") { return .edit }
        if word.isText("top") { return .top }
        return word.isText("up") ? .up : nil
    }
}
