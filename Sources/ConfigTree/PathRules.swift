/// The rules of platforms whose configuration is a set of paths (`paths:` in a platform file).
struct PathRules: Decodable, Sendable {
    /// The word that adds a path; empty where the path alone does.
    let set: String
    let delete: String
    /// Words before every path, such as `/configure`.
    let prefix: [String]
    /// A line feed ends a statement in braces, else only `;` does.
    let endsAtLine: Bool
    let quote: String
    /// Names of values of which one exists: a new one takes the place of the old one.
    let single: PathPatterns
    /// Of these words below one path only one exists.
    let choices: [PathChoice]
    /// Paths whose children have an order.
    let ordered: PathPatterns
    /// The command that puts one of them into another place: `$parent` with its last word `$last`, `$item` and `$other` are
    /// filled in, `$place` is `before` or `after`.
    let move: String?
    /// The last words of the paths below which it works; below others the device only appends.
    let movable: Set<String>
    /// What is left when its last child goes; everything else goes with it.
    let keepsEmpty: PathPatterns
    let marks: [PathMark]

    private enum CodingKeys: String, CodingKey {
        case set
        case delete
        case prefix
        case endsAtLine = "ends_at_line"
        case quote
        case single
        case choices
        case ordered
        case move
        case movable
        case keepsEmpty = "keeps_empty"
        case marks
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func value<Value: Decodable>(_ key: CodingKeys, _ other: Value) throws -> Value {
            try values.decodeIfPresent(Value.self, forKey: key) ?? other
        }
        set = try value(.set, "set")
        delete = try value(.delete, "delete")
        prefix = try value(.prefix, "").split(separator: " ").map(String.init)
        endsAtLine = try value(.endsAtLine, false)
        quote = try value(.quote, "\"")
        single = PathPatterns(try value(.single, []))
        choices = try value(.choices, [])
        ordered = PathPatterns(try value(.ordered, []))
        movable = try value(.movable, [])
        move = try values.decodeIfPresent(String.self, forKey: .move)
        keepsEmpty = PathPatterns(try value(.keepsEmpty, []))
        marks = try value(.marks, [])
    }

    /// The move command for what stands below a path with this last word; nil where the device only appends.
    func move(of word: String) -> String? { movable.isEmpty || movable.contains(word) ? move : nil }

    /// The word of the move command.
    var moveWord: Substring? { move?.split(separator: " ").first }

    /// A word as it is typed: in quotes where it must be.
    func quoted(_ token: String) -> String {
        let needsQuotes =
            token.isEmpty
            || token.utf8.contains { $0 <= 32 || $0 == 127 || "\"'`;{}[]#()<>|&$*?!\\".utf8.contains($0) }
        guard needsQuotes else { return token }
        // Inside, the text is as it was read, escapes and all; so it must not end the quotes.
        let other = quote == "\"" ? "'" : "\""
        return token.contains(quote) && !token.contains("\\" + quote) && !token.contains(other)
            ? other + token + other : quote + token + quote
    }
}

/// One of several words.
struct PathChoice: Decodable, Sendable {
    let under: CommandPattern
    let words: Set<String>

    private enum CodingKeys: String, CodingKey {
        case under
        case words = "one_of"
    }
}

/// A state of a path that is set and taken back by words of its own, such as `deactivate` and `activate`.
struct PathMark: Decodable, Sendable {
    /// How it is printed in braces, before the statement.
    let word: String
    let set: String
    let clear: String
}

/// Patterns of paths, found by their last word.
struct PathPatterns: Sendable {
    private var byLast: [String: [CommandPattern]] = [:]
    private var others: [CommandPattern] = []
    let isEmpty: Bool

    init(_ patterns: [CommandPatterns]) {
        isEmpty = patterns.isEmpty
        for pattern in patterns.flatMap(\.all) {
            if case .literal(let words) = pattern.words.last, !words.contains(where: \.hasStar) {
                for word in words { byLast[String(decoding: word.bytes, as: UTF8.self), default: []].append(pattern) }
            } else {
                others.append(pattern)
            }
        }
    }

    /// True when a pattern matches the path that ends in this word.
    func contains(last: String, _ path: () -> String) -> Bool {
        guard let candidates = byLast[last] else {
            return !others.isEmpty && path().withSpan { line in others.contains { $0.matches(line) } }
        }
        return path().withSpan { line in (candidates + others).contains { $0.matches(line) } }
    }
}
