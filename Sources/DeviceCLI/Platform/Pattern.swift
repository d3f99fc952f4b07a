/// A regular expression out of platform data, compiled once and matched by Unicode scalars.
public struct Pattern: Sendable, Decodable {
    /// The expression as the platform file has it.
    public let source: String
    private let compiled: Compiled

    /// Compiles `source` in Swift's `Regex` syntax; throws what the regex compiler says about it.
    public init(_ source: String) throws {
        self.source = source
        // Scalars, not characters: "\r\n" would be one character, and scalar matching is several times faster.
        self.compiled = Compiled(regex: try Regex(source).matchingSemantics(.unicodeScalar))
    }

    /// Decodes a string; a bad expression is a `DecodingError` that names the key.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let source = try container.decode(String.self)
        do {
            try self.init(source)
        } catch {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(source)' is not a regular expression: \(error)")
        }
    }

    /// Says whether the expression occurs anywhere in `text`.
    func matches(_ text: String) -> Bool {
        text.firstMatch(of: self.compiled.regex) != nil
    }

    /// Where the expression first occurs in `text`.
    func range(in text: String) -> Range<String.Index>? {
        text.firstMatch(of: self.compiled.regex)?.range
    }

    /// What the named group captured in the first occurrence; empty when the group has no capture.
    func capture(_ group: String, in text: String) -> String? {
        guard let match = text.firstMatch(of: self.compiled.regex) else { return nil }
        return match[group]?.substring.map(String.init) ?? ""
    }
}

// `Regex` is not declared Sendable, but it is never changed here and publishes its lazily compiled program atomically.
private struct Compiled: @unchecked Sendable {
    let regex: Regex<AnyRegexOutput>
}
