import ConfigTree
import Domain

/// Hides the values of variables that are secrets: by their names, and by what became of them in the commands.
struct VariableRedaction: Sendable {
    /// Fail closed: a name that any platform takes for a secret's hides its value.
    private let grammars: [SecretGrammar]
    private let texts: [(original: String, redacted: String)]

    init(grammars: [SecretGrammar], texts: [(original: String, redacted: String)]) {
        self.grammars = grammars
        self.texts = texts.filter { $0.original != $0.redacted }
    }

    func redact(_ value: JSONValue, named name: String = "") -> JSONValue {
        switch value {
        case .null, .bool: value
        case .array(let values): .array(values.map { redact($0, named: name) })
        case .object(let members):
            .object(
                Dictionary(
                    uniqueKeysWithValues: members.map { ($0, redact($1, named: name.isEmpty ? $0 : "\(name)_\($0)")) }))
        case .string(let text): isSecret(text, named: name) ? .string(Grammar.redactionMark) : value
        case .integer(let number): isSecret(String(number), named: name) ? .string(Grammar.redactionMark) : value
        case .number(let number): isSecret(String(number), named: name) ? .string(Grammar.redactionMark) : value
        }
    }

    private func isSecret(_ text: String, named name: String) -> Bool {
        guard !text.isEmpty else { return false }
        let line = name.map { $0 == "_" ? " " : String($0) }.joined() + " \(text)"
        if grammars.contains(where: { $0.redact(line) != line }) { return true }
        return texts.contains { pair in
            Self.count(of: text, in: pair.original) > Self.count(of: text, in: pair.redacted)
        }
    }

    /// Short values are counted as whole words, because a part of a secret may look like them by chance.
    private static func count(of text: String, in whole: String) -> Int {
        if text.utf8.count < 4 { return whole.split(whereSeparator: \.isWhitespace).count { $0 == text } }
        return whole.ranges(of: text).count
    }
}

extension Change {
    /// The same change with its variables as they may be shown.
    func showing(_ variables: JSONValue) -> Change {
        Change(
            id: id, number: number, title: title, reason: reason, author: author, source: source, variables: variables,
            revision: revision, state: state, outcome: outcome, risk: risk, riskReasons: riskReasons,
            approvalsNeeded: approvalsNeeded, approverRole: approverRole, policy: policy, digest: digest,
            createdAt: createdAt, plannedAt: plannedAt, approvedAt: approvedAt, startedAt: startedAt,
            finishedAt: finishedAt, cancelRequestedAt: cancelRequestedAt)
    }
}
