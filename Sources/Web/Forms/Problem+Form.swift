import Domain

extension Problem {
    /// Whether the person can put it right in the form that they sent, so that the form is shown again.
    var isAboutForm: Bool {
        kind == .invalid || kind == .conflict && !fields.isEmpty
    }

    /// The same problem with fields named as in the form.
    func renamingFields(_ names: [String: String]) -> Problem {
        Problem(
            kind, code: code, sentence,
            fields: fields.map { FieldProblem(names[$0.name] ?? $0.name, $0.sentence) }, cause: cause)
    }
}
