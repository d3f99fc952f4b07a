extension SecretGrammar {
    /// What is shown in place of a secret; with a `RedactionMap` a number follows.
    public static let mark = "•••"

    /// Any text with its secrets hidden, line by line: a configuration, a transcript with prompts, a plan, a difference.
    ///
    /// Fails closed: a value after a suspicious word is hidden even where no rule of the platform knows the line.
    public func redact(_ text: String) -> String { redact([text]).joined() }

    /// Lines with their secrets hidden, one answer for each; a certificate may reach over several of them.
    public func redact(_ lines: [String]) -> [String] {
        var redactor = Redactor(grammar: self)
        return lines.map { redactor.redact($0) { _ in Self.mark } }
    }

    /// A text with each secret replaced by its mark of the map: what changed stays visible in texts of one map.
    public func redact(_ text: String, into map: inout RedactionMap) -> String {
        redact([text], into: &map).joined()
    }

    /// Lines with each secret replaced by its mark of the map, one answer for each.
    public func redact(_ lines: [String], into map: inout RedactionMap) -> [String] {
        var redactor = Redactor(grammar: self)
        var marks = map
        let result = lines.map { redactor.redact($0) { marks.mark(for: $0) } }
        map = marks
        return result
    }
}
