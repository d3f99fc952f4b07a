/// Why something was refused or could not be done: a kind to switch on, a sentence to show, a cause for the log.
public struct Problem: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    public let kind: Kind
    /// A word for scripts that never changes, for example `device_name_taken`.
    public let code: String
    /// What is wrong, where, and what to do; safe to show to the person who asked.
    public let sentence: String
    /// What is wrong with single fields of a form or a JSON body.
    public let fields: [FieldProblem]
    /// Everything else worth knowing; for the log only.
    public let cause: String

    /// The kinds of refusal; each becomes one HTTP status.
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// Nobody is signed in (401).
        case unauthenticated
        /// Signed in, but not allowed (403).
        case denied
        /// It does not exist, or this person may not know that it does (404).
        case notFound
        /// The input is wrong (422).
        case invalid
        /// There is more of it than is read (413).
        case tooLarge
        /// The body is in another format than the one asked for (415).
        case unsupportedFormat
        /// It does not fit the present state, for example a name that is taken (409).
        case conflict
        /// Too often; try later (429).
        case throttled
        /// Something that is needed does not answer (503).
        case unavailable
        /// Our own fault (500).
        case failed
    }

    /// A problem.
    public init(_ kind: Kind, code: String, _ sentence: String, fields: [FieldProblem] = [], cause: String = "") {
        self.kind = kind
        self.code = code
        self.sentence = sentence
        self.fields = fields
        self.cause = cause
    }

    /// The sentence.
    public var description: String { sentence }

    /// Code, sentence, fields and cause.
    public var debugDescription: String {
        let parts = fields.map { "\($0.name): \($0.sentence)" }
        return ([code, sentence] + parts + (cause.isEmpty ? [] : [cause])).joined(separator: " | ")
    }
}

/// What is wrong with one field.
public struct FieldProblem: Sendable, Hashable, Codable {
    /// The field's name in the form and in the JSON body.
    public let name: String
    /// What is wrong and what to do.
    public let sentence: String

    /// A problem with a field.
    public init(_ name: String, _ sentence: String) {
        self.name = name
        self.sentence = sentence
    }
}

extension Problem {
    /// The answer when something does not exist.
    public static func notFound(_ what: String) -> Problem {
        Problem(
            .notFound, code: "not_found", "There is no such \(what). It may have been removed; go back to the list.")
    }

    /// The answer when fields are wrong.
    public static func invalid(_ fields: [FieldProblem]) -> Problem {
        Problem(.invalid, code: "invalid", "Some fields need attention.", fields: fields)
    }
}
