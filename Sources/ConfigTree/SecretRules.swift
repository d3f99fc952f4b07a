/// One pattern or a list of them: `line: x` and `line: [x, y]` read alike.
struct SecretPatterns: Decodable, Sendable {
    let all: [SecretPattern]

    init(from decoder: any Decoder) throws {
        if var list = try? decoder.unkeyedContainer() {
            var patterns: [SecretPattern] = []
            while !list.isAtEnd { patterns.append(try list.decode(SecretPattern.self)) }
            all = patterns
        } else {
            all = [try SecretPattern(from: decoder)]
        }
    }
}

/// A rule that may hold only below certain lines.
protocol ScopedSecretRule: Sendable {
    /// The lines under which it holds, told by their indentation; nil is anywhere.
    var scope: SecretPatterns? { get }
}

/// Where a line holds a secret (`~` in its pattern).
struct SecretRule: Decodable, ScopedSecretRule {
    let line: SecretPatterns
    let scope: SecretPatterns?
    /// The device keeps the value in another form than it was typed, so it cannot be compared.
    let isStoredHashed: Bool

    private enum CodingKeys: String, CodingKey {
        case line
        case scope = "in"
        case hashed
    }

    init(from decoder: any Decoder) throws {
        // A plain pattern is a rule without more to say.
        if let values = try? decoder.container(keyedBy: CodingKeys.self) {
            line = try values.decode(SecretPatterns.self, forKey: .line)
            scope = try values.decodeIfPresent(SecretPatterns.self, forKey: .scope)
            isStoredHashed = try values.decodeIfPresent(Bool.self, forKey: .hashed) ?? false
        } else {
            line = try SecretPatterns(from: decoder)
            scope = nil
            isStoredHashed = false
        }
        if let harmless = line.all.first(where: { !$0.namesSecret }) {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "The pattern «\(harmless.source)» names no secret: mark it with ~."))
        }
    }
}

/// A line that only looks as if it held a secret.
struct HarmlessRule: Decodable, ScopedSecretRule {
    let line: SecretPatterns
    let scope: SecretPatterns?

    private enum CodingKeys: String, CodingKey {
        case line
        case scope = "in"
    }

    init(from decoder: any Decoder) throws {
        if let values = try? decoder.container(keyedBy: CodingKeys.self) {
            line = try values.decode(SecretPatterns.self, forKey: .line)
            scope = try values.decodeIfPresent(SecretPatterns.self, forKey: .scope)
        } else {
            line = try SecretPatterns(from: decoder)
            scope = nil
        }
    }
}

/// A secret value of several lines of hexadecimal or base64 digits.
struct SecretBlock: Decodable, ScopedSecretRule {
    /// The line before the value.
    let line: SecretPatterns
    let scope: SecretPatterns?
    /// The line after the value; any line that is no digits ends it, too.
    let end: String

    private enum CodingKeys: String, CodingKey {
        case line
        case scope = "in"
        case end = "ends"
    }
}

/// Lines that open and close sections whatever their indentation.
struct SecretSections: Decodable, Sendable {
    private let open: [SecretPattern]
    private let close: [SecretPattern]
    /// Whether a section can stand in another one; if not, a section ends where the next one begins.
    let isNested: Bool

    private enum CodingKeys: String, CodingKey {
        case open
        case close
        case nested
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        open = try values.decode([SecretPattern].self, forKey: .open)
        close = try values.decodeIfPresent([SecretPattern].self, forKey: .close) ?? []
        isNested = try values.decodeIfPresent(Bool.self, forKey: .nested) ?? true
    }

    /// True when the line begins a section.
    func opens(_ line: SecretLine) -> Bool { open.contains { $0.match(line) != nil } }

    /// True when the line ends the innermost section.
    func closes(_ line: SecretLine) -> Bool { close.contains { $0.match(line) != nil } }
}
