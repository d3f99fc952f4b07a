/// Finds lines by their first words, all of them or some, and by key, among the children of one parent.
struct LineIndex {
    private var byWords: [UInt64: [Int]] = [:]
    private var byKey: [String: Int] = [:]
    /// Longer lines are found by their first so many words and by the whole.
    private static let indexedWords = 12

    /// Adds a line. `negation` is how it is removed when that is not its own beginning.
    mutating func insert(_ node: Int, text: String, key: Grammar.Key?, negationBody: String?) {
        insertWords(node, text)
        if let key { byKey[key.name] = node }
        if let negationBody, !text.hasPrefix(negationBody) { insertWords(node, negationBody) }
    }

    private mutating func insertWords(_ node: Int, _ text: String) {
        var hash = Self.seed
        var count = 0
        let words = CommandWords.split(text)
        for word in words {
            hash = Self.extend(hash, word)
            count += 1
            if count <= Self.indexedWords || count == words.count { byWords[hash, default: []].append(node) }
        }
    }

    /// Candidates for lines that begin with all words of the text; hashes may collide, so callers compare.
    func candidates(_ text: String) -> [Int] {
        byWords[CommandWords.split(text).reduce(Self.seed, Self.extend)] ?? []
    }

    /// The line last added with the key.
    func node(key: String) -> Int? { byKey[key] }

    private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

    private static func extend(_ hash: UInt64, _ word: Substring) -> UInt64 {
        var hash = hash
        for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return (hash ^ 0xFF) &* 0x100_0000_01b3
    }

    /// True when the line begins with the words; both have single spaces.
    static func begins(_ line: String, with words: String) -> Bool {
        line.utf8.starts(with: words.utf8)
            && (line.utf8.count == words.utf8.count || line.utf8.dropFirst(words.utf8.count).first == 32)
    }
}
