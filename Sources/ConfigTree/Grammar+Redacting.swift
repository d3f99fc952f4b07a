extension Grammar {
    /// What is shown in place of a secret.
    public static let redactionMark = SecretGrammar.mark

    /// Any text with its secrets hidden, line by line; see `SecretGrammar`.
    public func redact(_ text: String) -> String { secrets.redact(text) }

    /// Lines with their secrets hidden, one answer for each; see `SecretGrammar`.
    public func redact(_ lines: [String]) -> [String] { secrets.redact(lines) }

    /// The line with secrets and their encoding left out when the device stores them in another form; nil for any other line.
    func comparable(_ line: String) -> String? { secrets.comparable(line) }
}

extension ConfigTree {
    /// The text with every secret hidden.
    public func redacted() -> String { grammar.redact(text) }
}
