/// A pattern over the words of one command line, as an engineer would write it in a platform file.
///
/// Words match without regard to case. `*` is one word, `#` a number, `...` any words (also none), `a|b` alternatives,
/// `Vlan*` a part of a word, `[x y]` words that may be missing, `<name>` a word and `<#name>` a number that belong to the key
/// (`<name=a|b*>` takes only these). Secrets have patterns of their own, so `~` is refused here.
struct CommandPattern: Sendable {
    enum Word: Sendable, Equatable {
        case literal([Literal])
        case any
        case number
        case capture
        case captureLiteral([Literal])
        case captureNumber
        case rest
        /// The next so many words may be missing.
        case maybe(Int)
    }

    /// A word in lower case, with `*` for any bytes.
    struct Literal: Sendable, Equatable {
        let bytes: [UInt8]
        let hasStar: Bool
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
                words.append(.maybe(inner.count))
                words.append(contentsOf: inner)
            case "]":
                return inBrackets ? words : nil
            case "*": words.append(.any)
            case "#": words.append(.number)
            case "...": words.append(.rest)
            case "~", "~...": return nil
            default:
                guard let word = parseWord(token) else { return nil }
                words.append(word)
            }
        }
        return inBrackets ? nil : words
    }

    private static func parseWord(_ token: Substring) -> Word? {
        guard token.hasPrefix("<") else { return alternatives(token).map(Word.literal) }
        guard token.hasSuffix(">"), token.utf8.count > 2 else { return nil }
        if let mark = token.firstIndex(of: "=") {
            return alternatives(token[token.index(after: mark)...].dropLast()).map(Word.captureLiteral)
        }
        return token.hasPrefix("<#") ? .captureNumber : .capture
    }

    private static func alternatives(_ text: Substring) -> [Literal]? {
        let alternatives = text.split(separator: "|", omittingEmptySubsequences: false).map {
            Literal(bytes: $0.utf8.map(\.lowercased), hasStar: $0.utf8.contains(UInt8(ascii: "*")))
        }
        return alternatives.contains(where: \.bytes.isEmpty) ? nil : alternatives
    }
}
