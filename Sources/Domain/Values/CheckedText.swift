/// Text that was checked once, at the edge; holding one is the proof.
public protocol CheckedText: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The text, already normalised.
    var text: String { get }

    /// What such a text must look like, as half a sentence for a form: «must be …».
    static var rule: String { get }

    /// Checks and normalises; `nil` when the text breaks the rule.
    init?(_ text: String)
}

extension CheckedText {
    /// The text itself.
    public var description: String { text }

    /// Decodes and checks; a text that breaks the rule does not decode.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Self(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: Self.rule)
        }
        self = value
    }

    /// Encodes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
