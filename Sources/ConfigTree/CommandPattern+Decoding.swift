extension CommandPattern: Decodable {
    /// Reads a pattern from a string; an unreadable one is a decoding error that names the key.
    init(from decoder: any Decoder) throws {
        let source = try decoder.singleValueContainer().decode(String.self)
        guard let pattern = CommandPattern(source) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "The pattern «\(source)» is not readable: close its brackets and leave no word empty."))
        }
        self = pattern
    }
}

/// One pattern or a list of them: `line: x` and `line: [x, y]` read alike.
struct CommandPatterns: Decodable, Sendable {
    let all: [CommandPattern]

    init(from decoder: any Decoder) throws {
        if var list = try? decoder.unkeyedContainer() {
            var patterns: [CommandPattern] = []
            while !list.isAtEnd { patterns.append(try list.decode(CommandPattern.self)) }
            all = patterns
        } else {
            all = [try CommandPattern(from: decoder)]
        }
    }
}

/// Under which parent a rule holds.
enum RuleScope: Decodable, Sendable {
    case anywhere
    case top
    case under([CommandPattern])

    init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self), word == "top" {
            self = .top
        } else {
            self = .under(try CommandPatterns(from: decoder).all)
        }
    }
}
