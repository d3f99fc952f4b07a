/// Finds lines by their first words, all of them or some, and by key, among the children of one parent.
struct LineIndex {
    private var byWords: [UInt64: [Int]] = [:]
    private var byKey: [String: Int] = [:]
    /// Longer lines are found by their first so many words and by the whole.
    private static let indexedWords = 12

    /// The children of one parent.
    init(_ tree: ConfigTree, below parent: Int) {
        for child in tree.children(of: parent) { insert(child, of: tree) }
    }

    init() {}

    /// Adds a line of the tree by its words, by its key, and by how it is removed when that is not its own beginning.
    mutating func insert(_ node: Int, of tree: ConfigTree) {
        let hashes = tree.withLine(node) { line, _ in Self.hashes(line) }
        for hash in hashes { byWords[hash, default: []].append(node) }
        guard let key = tree.key(node) else { return }
        byKey[key.name] = node
        if let negation = tree.otherNegation(key, node), let body = tree.grammar.negatedBody(negation),
            !tree.text(node).utf8.starts(with: body.utf8)
        {
            insert(node, text: body)
        }
    }

    /// Adds a line by its words.
    mutating func insert(_ node: Int, text: String) {
        for hash in text.withSpan(Self.hashes) { byWords[hash, default: []].append(node) }
    }

    /// Candidates for lines that begin with all words of the text; hashes may collide, so callers compare.
    func candidates(_ text: String) -> [Int] { byWords[text.withSpan(Self.hash)] ?? [] }

    /// The line last added with the key.
    func node(key: String) -> Int? { byKey[key] }

    private static func hashes(_ line: Span<UInt8>) -> [UInt64] {
        var hashes: [UInt64] = []
        var hash = ByteHash.seed
        var place = 0
        while let word = CommandWords.next(line, place) {
            hash = extend(hash, line, word)
            place = word.upperBound
            if hashes.count < indexedWords {
                hashes.append(hash)
            } else if CommandWords.next(line, place) == nil {
                hashes.append(hash)
            }
        }
        return hashes
    }

    private static func hash(_ line: Span<UInt8>) -> UInt64 {
        var hash = ByteHash.seed
        var place = 0
        while let word = CommandWords.next(line, place) {
            hash = extend(hash, line, word)
            place = word.upperBound
        }
        return hash
    }

    private static func extend(_ hash: UInt64, _ line: Span<UInt8>, _ word: Range<Int>) -> UInt64 {
        var hash = hash
        for index in word { hash = ByteHash.add(line[index], to: hash) }
        return ByteHash.add(0xFF, to: hash)
    }

    /// True when the line begins with the words; both have single spaces.
    static func begins(_ line: String, with words: String) -> Bool {
        line.utf8.starts(with: words.utf8)
            && (line.utf8.count == words.utf8.count || line.utf8.dropFirst(words.utf8.count).first == 32)
    }
}
