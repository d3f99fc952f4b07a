/// A rule of a state: an expression, and what happens when a line matches it.
struct RuleDefinition: Sendable {
    enum LineAction: String, Sendable { case next = "Next", goOn = "Continue", error = "Error" }
    enum RecordAction: String, Sendable { case none = "NoRecord", record = "Record", clear = "Clear", clearAll = "Clearall" }

    let expression: RuleExpression
    let lineAction: LineAction
    let recordAction: RecordAction
    /// The next state, or the message of an error; empty for none.
    let target: String
    /// The line in the template, from 1.
    let line: Int

    /// Reads a rule; `values` are what stands for `${NAME}` in it.
    init(_ text: String, line: Int, values: [String: String]) throws(TextFSMError) {
        self.line = line
        let rule = PythonText.stripped(text)
        let (match, action) = Self.parts(rule)
        guard let parsed = action.map(RuleAction.init) ?? RuleAction() else {
            throw TextFSMError(.template, "The rule «\(rule)» has an action that is none", templateLine: line)
        }
        do throws(ExpressionProblem) {
            let source = values.isEmpty ? match : try Substitution.replace(in: match, values)
            self.expression = RuleExpression(try PythonExpression(source))
        } catch {
            throw TextFSMError(.expression, "The expression «\(match)» \(error.words)", templateLine: line)
        }
        self.lineAction = parsed.line
        self.recordAction = parsed.record
        self.target = parsed.target
        if parsed.line == .goOn, !parsed.target.isEmpty {
            throw TextFSMError(
                .template, "A rule that says Continue stays in its state: remove «\(parsed.target)»", templateLine: line)
        }
        if parsed.line != .error, parsed.target.hasPrefix("\"") {
            throw TextFSMError(.template, "Only a rule that says Error takes a message", templateLine: line)
        }
    }

    /// What stands before and behind the last arrow with a blank before it.
    private static func parts(_ rule: String) -> (match: String, action: String?) {
        let scalars = Array(rule.unicodeScalars)
        guard scalars.count >= 3 else { return (rule, nil) }
        for index in stride(from: scalars.count - 3, through: 0, by: -1)
        where scalars[index + 1] == "-" && scalars[index + 2] == ">" && PythonText.isBlank(scalars[index]) {
            return (PythonText.string(scalars[..<index]), PythonText.string(scalars[(index + 3)...]))
        }
        return (rule, nil)
    }
}

/// What stands behind the arrow of a rule: `Next.Record STATE`, each part of which may be left out.
private struct RuleAction {
    var line = RuleDefinition.LineAction.next
    var record = RuleDefinition.RecordAction.none
    var target = ""

    init() {}

    /// Nil when the text is no action.
    init?(_ text: String) {
        guard !text.isEmpty else { return }
        guard let first = text.unicodeScalars.first, PythonText.isBlank(first) else { return nil }
        let rest = PythonText.stripped(text)
        let blank = rest.unicodeScalars.firstIndex(where: PythonText.isBlank) ?? rest.endIndex
        let words = rest[..<blank].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let behind = PythonText.stripped(String(rest[blank...]))
        if rest.isEmpty { return nil }
        if let line = RuleDefinition.LineAction(rawValue: words[0]) {
            self.line = line
            if words.count == 2 {
                guard let record = RuleDefinition.RecordAction(rawValue: words[1]) else { return nil }
                self.record = record
            }
            self.target = behind
        } else if words.count == 1, let record = RuleDefinition.RecordAction(rawValue: words[0]) {
            self.record = record
            self.target = behind
        } else {
            self.target = rest
        }
        guard self.target.isEmpty || Self.isTarget(self.target) else { return nil }
    }

    private static func isTarget(_ text: String) -> Bool {
        PythonText.isWord(text) || (text.utf8.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\""))
    }
}
