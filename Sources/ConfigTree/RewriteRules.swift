/// A short or older way to type a line, which the device keeps in another form.
final class RewriteRule: Decodable, Sendable {
    let line: CommandPatterns
    let scope: RuleScope
    /// The form that is kept; `$1` is the first captured word.
    let keptAs: String
    /// The negated line is rewritten as well.
    let alsoNegated: Bool

    private enum CodingKeys: String, CodingKey {
        case line
        case scope = "in"
        case keptAs = "kept_as"
        case alsoNegated = "also_negated"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        line = try values.decode(CommandPatterns.self, forKey: .line)
        scope = try values.decodeIfPresent(RuleScope.self, forKey: .scope) ?? .anywhere
        keptAs = try values.decode(String.self, forKey: .keptAs)
        alsoNegated = try values.decodeIfPresent(Bool.self, forKey: .alsoNegated) ?? true
    }
}

/// Entries that get a number from the device when they are typed without one.
final class NumberingRule: Decodable, Sendable {
    let line: CommandPatterns
    let scope: RuleScope
    /// How many words stand before the number.
    let after: Int
    /// The word before the number, such as `seq`.
    let word: String
    let step: Int

    private enum CodingKeys: String, CodingKey {
        case line
        case scope = "in"
        case after
        case word
        case step
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        line = try values.decode(CommandPatterns.self, forKey: .line)
        scope = try values.decodeIfPresent(RuleScope.self, forKey: .scope) ?? .anywhere
        after = try values.decode(Int.self, forKey: .after)
        word = try values.decode(String.self, forKey: .word)
        step = max(1, try values.decode(Int.self, forKey: .step))
    }

    /// The number of an entry and its text without it; nil for a line of another list.
    func entry(_ line: String, sameListAs other: [Substring]) -> (number: Int, text: String)? {
        let words = CommandWords.split(line)
        guard words.count > after + 2, words.prefix(after) == other.prefix(after), words[after] == word,
            let number = Int(words[after + 1])
        else { return nil }
        return (number, (words.prefix(after) + words.dropFirst(after + 2)).joined(separator: " "))
    }
}
