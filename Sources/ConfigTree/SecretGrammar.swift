/// Where a platform's text holds secrets: the `secrets:` part of a platform file.
///
/// It works without the rest of the platform's rules and never refuses a text: what no rule knows is judged by words and forms.
public struct SecretGrammar: Sendable {
    /// Lines that hold secrets, and where.
    let lines: SecretIndex<SecretRule>
    /// Lines that hold a suspicious word and no secret.
    let harmless: SecretIndex<HarmlessRule>
    /// Lines in which people write what they like: only the surest words count in them.
    let freeText: SecretIndex<HarmlessRule>
    /// Values of several lines that are secret.
    let blocks: SecretIndex<SecretBlock>
    let words: SecretWords
    let splits: Set<UInt8>
    /// How it is told below which lines a line stands, where indentation does not tell.
    let sections: SecretSections?

    /// What holds for any text: no rule, only words and forms.
    public static let universal = SecretGrammar()

    private init() {
        lines = SecretIndex([])
        harmless = SecretIndex([])
        freeText = SecretIndex([])
        blocks = SecretIndex([])
        words = SecretWords(own: [])
        splits = []
        sections = nil
    }

    /// The line with secrets and their encoding left out when the device stores them in another form; nil for any other line.
    func comparable(_ line: String) -> String? {
        let line = SecretLine(Array(line.utf8), splits: splits)
        guard let found = lines.first(line), found.rule.isStoredHashed else { return nil }
        let kept = line.words.indices.filter { index in
            !found.match.encodings.contains(index) && !found.match.secrets.contains { $0.contains(index) }
        }
        return kept.map { String(decoding: line.text($0), as: UTF8.self) }.joined(separator: " ") + " " + Self.mark
    }
}

extension SecretGrammar: Decodable {
    private enum CodingKeys: String, CodingKey {
        case splits
        case sections
        case lines
        case blocks
        case words
        case freeText = "free_text"
        case harmless
    }

    /// Decodes and checks every rule; a `DecodingError` names the key of what is not readable.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let rules = try values.decodeIfPresent([SecretRule].self, forKey: .lines) ?? []
        lines = SecretIndex(rules.flatMap { rule in rule.line.all.map { ($0, rule) } })
        let blocks = try values.decodeIfPresent([SecretBlock].self, forKey: .blocks) ?? []
        self.blocks = SecretIndex(blocks.flatMap { block in block.line.all.map { ($0, block) } })
        words = SecretWords(own: try values.decodeIfPresent([String].self, forKey: .words) ?? [])
        let freeText = try values.decodeIfPresent([HarmlessRule].self, forKey: .freeText) ?? []
        self.freeText = SecretIndex(freeText.flatMap { rule in rule.line.all.map { ($0, rule) } })
        let harmless = try values.decodeIfPresent([HarmlessRule].self, forKey: .harmless) ?? []
        self.harmless = SecretIndex(harmless.flatMap { rule in rule.line.all.map { ($0, rule) } })
        sections = try values.decodeIfPresent(SecretSections.self, forKey: .sections)
        let splits = try values.decodeIfPresent([String].self, forKey: .splits) ?? []
        guard splits.allSatisfy({ $0 == "=" || $0 == ";" }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .splits, in: values, debugDescription: "Only \"=\" and \";\" can stand here.")
        }
        self.splits = Set(splits.flatMap(\.utf8))
    }
}
