/// The `secrets:` part of a platform file as it is written.
struct SecretSource: Decodable {
    let lines: [(CommandPattern, SecretRule)]
    let words: [String]
    let harmless: [(CommandPattern, Bool)]

    private enum CodingKeys: String, CodingKey {
        case lines
        case words
        case harmless
    }

    /// No rule: everything after a suspicious word is hidden.
    init() {
        lines = []
        words = []
        harmless = []
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let rules = try values.decodeIfPresent([SecretRule].self, forKey: .lines) ?? []
        lines = rules.flatMap { rule in rule.line.all.map { ($0, rule) } }
        words = try values.decodeIfPresent([String].self, forKey: .words) ?? []
        harmless = try values.decodeIfPresent([CommandPattern].self, forKey: .harmless)?.map { ($0, true) } ?? []
    }

    var patterns: [CommandPattern] { lines.map(\.0) + harmless.map(\.0) }
}

/// What must never be shown, and what only looks like it.
struct SecretRules: Sendable {
    let lines: PatternIndex<SecretRule>
    /// Words after which a value is a secret when no rule knows better.
    let words: Set<String>
    /// Lines that hold such a word and no secret.
    let harmless: PatternIndex<Bool>

    init(_ source: SecretSource, _ table: WordTable) {
        lines = PatternIndex(source.lines, table)
        words = Self.alwaysSuspicious.union(source.words)
        harmless = PatternIndex(source.harmless, table)
    }

    /// A platform file can add to these words and not take from them.
    private static let alwaysSuspicious: Set<String> = [
        "password", "passwd", "secret", "passphrase", "psk", "pre-shared-key", "key", "key-string", "community",
        "shared-secret", "auth-password", "priv-password", "md5", "token", "credential", "private-key",
    ]
}
