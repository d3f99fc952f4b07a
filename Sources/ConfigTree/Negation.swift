/// A word that takes lines away: `no` any line, `unset` one that begins with `set`.
struct Negation: Sendable {
    let word: String
    /// The word of the lines it takes away; empty for any line.
    let of: String
}

/// `no`, or `{ unset: set, delete: edit }`.
struct Negations: Decodable, Sendable {
    let all: [Negation]

    init(_ word: String) { all = [Negation(word: word, of: "")] }

    init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            all = [Negation(word: word, of: "")]
        } else {
            let words = try decoder.singleValueContainer().decode([String: String].self)
            all = words.sorted { $0.key < $1.key }.map { Negation(word: $0.key, of: $0.value) }
        }
    }
}

extension Grammar {
    /// The words that can stand before a line without being a part of it.
    var verbs: [String] {
        guard let paths else { return negations.map(\.word) + ["default"] }
        return ([paths.set, paths.delete] + paths.marks.flatMap { [$0.set, $0.clear] }).filter { !$0.isEmpty }
            + (paths.prefix.isEmpty ? [] : [paths.prefix.joined(separator: " ")])
    }

    /// The command that takes a line away, when no rule knows better.
    func negate(_ line: String) -> String {
        for negation in negations {
            if negation.of.isEmpty { return negation.word + " " + line }
            if let rest = line.behind(negation.of) { return negation.word + " " + rest }
        }
        return line
    }

    /// What a line takes away; nil for a line that is not negated.
    func negatedBody(_ line: String) -> String? {
        for negation in negations {
            if let rest = line.behind(negation.word) { return negation.of.isEmpty ? rest : negation.of + " " + rest }
        }
        return nil
    }

    /// Where the body of a line with the one negation word begins; nil for any other line.
    func bodyStart(_ line: Span<UInt8>) -> Int? {
        guard line.count > negationPrefix.count, !negationPrefix.isEmpty else { return nil }
        for index in negationPrefix.indices where line[index] != negationPrefix[index] { return nil }
        return negationPrefix.count
    }

    /// What stands behind the word that takes a setting back to its default.
    func defaultBody(_ line: String) -> String? { defaultWord.flatMap { line.behind($0) } }
}

extension String {
    /// What stands behind a word and a space at the beginning; nil when it does not begin so.
    func behind(_ word: String) -> String? {
        let bytes = utf8
        guard bytes.count > word.utf8.count + 1, bytes.starts(with: word.utf8) else { return nil }
        let rest = bytes.dropFirst(word.utf8.count)
        return rest.first == 32 ? String(Substring(rest.dropFirst())) : nil
    }
}
