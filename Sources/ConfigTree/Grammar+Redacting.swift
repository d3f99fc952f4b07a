extension Grammar {
    /// What is shown in place of a secret.
    public static let redactionMark = "•••"

    /// Any text with its secrets hidden, line by line: a configuration, a transcript with prompts, a plan, a difference.
    ///
    /// Fails closed: a value after a suspicious word is hidden even where no rule of the platform knows the line.
    public func redact(_ text: String) -> String { redact([text]).joined() }

    /// Lines with their secrets hidden, one answer for each; a certificate may reach over several of them.
    public func redact(_ lines: [String]) -> [String] {
        var redactor = Redactor(grammar: self)
        return lines.map { redactor.redact($0) }
    }

    /// The line with secrets and their encoding left out when the device stores them in another form; nil for any other line.
    func comparable(_ line: Span<UInt8>, _ kind: UInt32) -> String? {
        guard !secrets.lines.isEmpty(kind), let found = secrets.lines.first(line, kind), found.rule.isStoredHashed
        else {
            return nil
        }
        let hidden = found.match.encodings + found.match.secrets
        return CommandWords.ranges(line).filter { word in !hidden.contains { $0.contains(word.lowerBound) } }
            .map { line.extracting($0).string }.joined(separator: " ") + " " + Self.redactionMark
    }
}

extension ConfigTree {
    /// The text with every secret hidden.
    public func redacted() -> String { grammar.redact(text) }
}
