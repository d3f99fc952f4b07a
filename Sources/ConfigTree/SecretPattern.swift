/// A pattern over the words of one line that says which of them are secret, as an engineer writes it in a platform file.
///
/// Words match without regard to case and quotes. `*` is one word, `#` a number, `...` any words (also none), `a|b` alternatives,
/// `Vlan*` a part of a word, `[x y]` words that may be missing, `~` a secret word and `~...` a secret up to the end of the line.
struct SecretPattern: Sendable {
    indirect enum Word: Sendable, Equatable {
        case literal([[UInt8]])
        case any
        case number
        case rest
        case secret
        case secretRest
        case optional([Word])
    }

    let source: String
    let words: [Word]

    /// Reads a pattern; nil when a bracket is open or a word is empty.
    init?(_ source: String) {
        var tokens = source.replacing("[", with: " [ ").replacing("]", with: " ] ").split(separator: " ")[...]
        guard !tokens.isEmpty, let words = Self.parse(&tokens, inBrackets: false) else { return nil }
        self.source = source
        self.words = words
    }

    private static func parse(_ tokens: inout ArraySlice<Substring>, inBrackets: Bool) -> [Word]? {
        var words: [Word] = []
        while let token = tokens.popFirst() {
            switch token {
            case "[":
                guard !inBrackets, let inner = parse(&tokens, inBrackets: true), !inner.isEmpty else { return nil }
                words.append(.optional(inner))
            case "]": return inBrackets ? words : nil
            case "*": words.append(.any)
            case "#": words.append(.number)
            case "...": words.append(.rest)
            case "~": words.append(.secret)
            case "~...": words.append(.secretRest)
            default:
                let alternatives = token.split(separator: "|", omittingEmptySubsequences: false).map {
                    $0.utf8.map(\.lowercased)
                }
                guard !alternatives.contains(where: \.isEmpty) else { return nil }
                words.append(.literal(alternatives))
            }
        }
        return inBrackets ? nil : words
    }

    /// True when the pattern names a secret.
    var namesSecret: Bool { Self.namesSecret(words) }

    private static func namesSecret(_ words: [Word]) -> Bool {
        words.contains { word in
            if case .optional(let inner) = word { return namesSecret(inner) }
            return word == .secret || word == .secretRest
        }
    }

    /// Words of which a matching line has at least one: the last literal that must be there; nil when there is none.
    var keywords: [[UInt8]]? {
        for word in words.reversed() {
            guard case .literal(let alternatives) = word,
                !alternatives.contains(where: { $0.contains(UInt8(ascii: "*")) })
            else { continue }
            return alternatives
        }
        return nil
    }
}

extension SecretPattern: Decodable {
    /// Reads a pattern from a string; an unreadable one is a decoding error that names the key.
    init(from decoder: any Decoder) throws {
        let source = try decoder.singleValueContainer().decode(String.self)
        guard let pattern = SecretPattern(source) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "The pattern «\(source)» is not readable: close its brackets and leave no word empty."))
        }
        self = pattern
    }
}
