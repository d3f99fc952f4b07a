/// The value of a name, attribute or item that does not exist; using it in a strict template is an error.
// Unchecked because of `candidates`: it only reads values, and is called while the render that made it runs.
public final class Undefined: @unchecked Sendable {
    let name: String
    let hint: String?
    let owner: String?
    let isStrict: Bool
    private let candidates: (() -> [String])?
    /// The expression that made the value: errors point there, however far the value has travelled.
    private let origin: (source: TemplateSource, offset: Int)?

    init(
        name: String, hint: String? = nil, owner: String? = nil, isStrict: Bool,
        origin: (source: TemplateSource, offset: Int)? = nil, candidates: (() -> [String])? = nil
    ) {
        self.name = name
        self.hint = hint
        self.owner = owner
        self.isStrict = isStrict
        self.candidates = candidates
        self.origin = origin
    }

    /// The same value with the place of the expression that made it, unless it has one.
    func placed(_ source: TemplateSource, _ offset: Int) -> Undefined {
        if self.origin != nil { return self }
        return Undefined(
            name: self.name, hint: self.hint, owner: self.owner, isStrict: self.isStrict, origin: (source, offset),
            candidates: self.candidates)
    }

    /// The error that using this value raises.
    var error: JinjaError {
        let message: String
        if let hint = self.hint {
            message = hint
        } else if let owner = self.owner {
            message = "“\(self.name)” does not exist in this \(owner)"
        } else {
            message = "“\(self.name)” is undefined"
        }
        let near = self.candidates.flatMap { NearName.find(self.name, among: $0()) }
        let error = JinjaError(.undefined, message, suggestion: near)
        return self.origin.map { error.located($0.source, $0.offset) } ?? error
    }
}
