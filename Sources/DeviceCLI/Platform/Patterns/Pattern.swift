/// A regular expression out of platform data, compiled once and matched by Unicode scalars.
public struct Pattern: Sendable {
    /// The expression as the platform file has it.
    public let source: String
    /// Nil for an expression that was reported as wrong: it matches nothing.
    private let compiled: Compiled?
    /// Which texts need not be searched at all.
    let hint: PatternHint
    /// Longer texts are not searched: trying every way in which they may fit would take too long.
    private let longestText: Int

    /// Compiles `source` in Swift's `Regex` syntax; throws what is wrong with it, and where, or why its time has no bound.
    public init(_ source: String) throws(PatternError) {
        do {
            // Scalars, not characters: "\r\n" would be one character, and scalar matching is several times faster.
            self.compiled = Compiled(regex: try Regex(source).matchingSemantics(.unicodeScalar))
        } catch {
            throw PatternError(source, error)
        }
        do throws(PatternCost.Failure) {
            self.longestText = try PatternCost(source).longestText
        } catch {
            throw PatternError(source, error.problem)
        }
        self.source = source
        self.hint = PatternHint(source)
    }

    /// A stand-in for an expression that was reported as wrong.
    init(unusable source: String) {
        self.source = source
        self.compiled = nil
        self.hint = PatternHint("")
        self.longestText = 0
    }

    /// Says whether the expression occurs anywhere in `text`.
    func matches(_ text: String) -> Bool { self.match(in: text) != nil }

    /// Whether the expression may match a text of these bytes; false is certain.
    func mayMatch(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { self.hint.allows(bytes) }

    /// Says whether the expression matches at the very beginning of `text`.
    func begins(_ text: String) -> Bool {
        guard self.hint.allows(text), text.utf8.count <= self.longestText, let compiled else { return false }
        return text.prefixMatch(of: compiled.regex) != nil
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
        guard self.hint.allows(text), text.utf8.count <= self.longestText, let compiled else { return nil }
        return text.firstMatch(of: compiled.regex)
    }
}

// `Regex` is not declared Sendable, but it is never changed here and publishes its lazily compiled program atomically.
private struct Compiled: @unchecked Sendable {
    let regex: Regex<AnyRegexOutput>
}
