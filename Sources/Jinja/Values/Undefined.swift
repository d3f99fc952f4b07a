/// The value of a name, attribute or item that does not exist; using it in a strict template is an error.
// Unchecked because of `candidates`: it only reads values, and is called while the render that made it runs.
public final class Undefined: @unchecked Sendable {
    let name: String
    let hint: String?
    let owner: String?
    let isStrict: Bool
    let candidates: (() -> [String])?

    init(
        name: String, hint: String? = nil, owner: String? = nil, isStrict: Bool,
        candidates: (() -> [String])? = nil
    ) {
        self.name = name
        self.hint = hint
        self.owner = owner
        self.isStrict = isStrict
        self.candidates = candidates
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
        return JinjaError(.undefined, message, suggestion: near)
    }
}
