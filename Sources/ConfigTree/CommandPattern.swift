/// A pattern over the words of one command line, as an engineer would write it in a platform file.
///
/// Words match without regard to case. `*` is one word, `#` a number, `...` any words (also none), `a|b` alternatives,
/// `Vlan*` a part of a word, `[x y]` words that may be missing, `<name>` a word and `<#name>` a number that belong to the key
/// (`<name=a|b*>` takes only these), `~` a secret word and `~...` a secret up to the end of the line.
struct CommandPattern: Sendable {
    indirect enum Word: Sendable, Equatable {
        case literal([[UInt8]])
        case any
        case number
        case capture
        case captureLiteral([[UInt8]])
        case captureNumber
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
            case "]":
                return inBrackets ? words : nil
            case "*": words.append(.any)
            case "#": words.append(.number)
            case "...": words.append(.rest)
            case "~": words.append(.secret)
            case "~...": words.append(.secretRest)
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

    private static func alternatives(_ text: Substring) -> [[UInt8]]? {
        let alternatives = text.split(separator: "|", omittingEmptySubsequences: false).map {
            $0.utf8.map(\.lowercased)
        }
        return alternatives.contains(where: \.isEmpty) ? nil : alternatives
    }

    /// The words a matching line may start with; nil when any first word is possible.
    var firstWords: [String]? {
        var result: [String] = []
        for word in words {
            switch word {
            case .literal(let alternatives):
                if alternatives.contains(where: { $0.contains(UInt8(ascii: "*")) }) { return nil }
                return result + alternatives.map { String(decoding: $0, as: UTF8.self) }
            case .optional(let inner):
                guard case .literal(let alternatives) = inner.first,
                    !alternatives.contains(where: { $0.contains(UInt8(ascii: "*")) })
                else { return nil }
                result += alternatives.map { String(decoding: $0, as: UTF8.self) }
            default: return nil
            }
        }
        return nil
    }

    /// True when the pattern names a secret.
    var namesSecret: Bool {
        words.contains { word in
            if case .optional(let inner) = word { return inner.contains { $0 == .secret || $0 == .secretRest } }
            return word == .secret || word == .secretRest
        }
    }
}

extension UInt8 {
    /// The ASCII letter in lower case; any other byte as it is.
    var lowercased: UInt8 { self >= 65 && self <= 90 ? self | 0x20 : self }
    /// True for ASCII digits.
    var isDigit: Bool { self >= 48 && self <= 57 }
}
