/// What a platform file says about configuration text: how it is read, and where its secrets stand.
public struct ConfigurationRules: Decodable, Sendable {
    /// The part `config:`; nil where the file has none, and text can be redacted, but not compared.
    public let grammar: Grammar?
    /// The part `secrets:`; without it, what holds for any text.
    public let secrets: SecretGrammar

    private enum CodingKeys: String, CodingKey {
        case config
        case secrets
    }

    /// Decodes both parts of a platform file; a `DecodingError` names the key of what is not readable.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        if let inner = try? values.nestedContainer(keyedBy: CodingKeys.self, forKey: .config), inner.contains(.secrets)
        {
            // Rules that nobody reads would be worse than none.
            throw DecodingError.dataCorruptedError(
                forKey: .secrets, in: inner,
                debugDescription: "The part «secrets» stands beside «config», not in it: move it one level up.")
        }
        let secrets = try values.decodeIfPresent(SecretGrammar.self, forKey: .secrets) ?? .universal
        self.secrets = secrets
        grammar =
            values.contains(.config)
            ? try Grammar(from: values.superDecoder(forKey: .config), secrets: secrets) : nil
    }
}
