/// A regular expression out of platform data, compiled once and matched by Unicode scalars.
public struct Pattern: Sendable {
    /// One object: patterns are handed around with every command, and each part of a value would be counted by itself.
    private let compiled: Compiled

    /// The expression as the platform file has it.
    public var source: String { self.compiled.source }

    /// Which texts need not be searched at all.
    var hint: PatternHint { self.compiled.hint }

    /// Compiles `source` in Swift's `Regex` syntax; throws what is wrong with it, and where, or why its time has no bound.
    public init(_ source: String) throws(PatternError) {
        let regex: Regex<AnyRegexOutput>
        do {
            // Scalars, not characters: "\r\n" would be one character, and scalar matching is several times faster.
            regex = try Regex(source).matchingSemantics(.unicodeScalar)
        } catch {
            throw PatternError(source, error)
        }
        do throws(PatternCost.Failure) {
            let longestText = try PatternCost(source).longestText
            self.compiled = Compiled(
                source: source, regex: regex, hint: PatternHint(source), longestText: longestText)
        } catch {
            throw PatternError(source, error.problem)
        }
    }

    /// A stand-in for an expression that was reported as wrong.
    init(unusable source: String) {
        self.compiled = Compiled(source: source, regex: nil, hint: PatternHint(""), longestText: 0)
    }

    /// Says whether the expression occurs anywhere in `text`.
    func matches(_ text: String) -> Bool { self.match(in: text) != nil }

    /// Whether the expression may match a text of these bytes; false is certain.
    func mayMatch(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { self.hint.allows(bytes) }

    /// Says whether the expression matches at the very beginning of `text`.
    func begins(_ text: String) -> Bool {
        guard let regex = self.compiled.regex(for: text) else { return false }
        return text.prefixMatch(of: regex) != nil
    }

    /// Where the expression first occurs in `text`.
    func range(in text: String) -> Range<String.Index>? { self.match(in: text)?.range }

    /// What the named group captured in the first occurrence; empty when the group has no capture.
    func capture(_ group: String, in text: String) -> String? {
        self.match(in: text).map { $0[group]?.substring.map(String.init) ?? "" }
    }

    /// The named groups that captured something in the first occurrence; nil when there is none.
    func captures(_ groups: [String], in text: String) -> [String: String]? {
        guard let match = self.match(in: text) else { return nil }
        return groups.reduce(into: [:]) { found, group in
            if let part = match[group]?.substring, !part.isEmpty { found[group] = String(part) }
        }
    }

    /// Whether the expression has a group of this name.
    func hasGroup(_ name: String) -> Bool {
        self.source.contains("(?<\(name)>") || self.source.contains("(?P<\(name)>")
    }

    private func match(in text: String) -> Regex<AnyRegexOutput>.Match? {
        guard let regex = self.compiled.regex(for: text) else { return nil }
        return text.firstMatch(of: regex)
    }
}

// `Regex` is not declared Sendable, but it is never changed here and publishes its lazily compiled program atomically.
private final class Compiled: @unchecked Sendable {
    let source: String
    let hint: PatternHint
    /// Nil for an expression that was reported as wrong: it matches nothing.
    private let regex: Regex<AnyRegexOutput>?
    /// Longer texts are not searched: trying every way in which they may fit would take too long.
    private let longestText: Int

    init(source: String, regex: Regex<AnyRegexOutput>?, hint: PatternHint, longestText: Int) {
        self.source = source
        self.regex = regex
        self.hint = hint
        self.longestText = longestText
    }

    /// The expression, unless the text cannot match it, as its bytes tell.
    func regex(for text: String) -> Regex<AnyRegexOutput>? {
        self.hint.allows(text) && text.utf8.count <= self.longestText ? self.regex : nil
    }
}
