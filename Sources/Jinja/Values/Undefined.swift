/// The value of a name, attribute or item that does not exist; using it in a strict template is an error.
// Unchecked because of `candidates`: it only reads values, and is called while the render that made it runs.
public final class Undefined: @unchecked Sendable {
    let name: String
    let hint: String?
    let owner: String?
    /// The Python kind of the owner, for printing.
    let ownerType: String?
    /// What Jinja2's DebugUndefined prints of it, when that is not told by the rest.
    let debugText: String?
    let kind: UndefinedKind
    private let candidates: (() -> [String])?
    /// The expression that made the value: errors point there, however far the value has travelled.
    private let origin: (source: TemplateSource, offset: Int)?

    init(
        name: String, hint: String? = nil, owner: String? = nil, ownerType: String? = nil, debugText: String? = nil,
        kind: UndefinedKind, origin: (source: TemplateSource, offset: Int)? = nil, candidates: (() -> [String])? = nil
    ) {
        self.name = name
        self.hint = hint
        self.owner = owner
        self.ownerType = ownerType
        self.debugText = debugText
        self.kind = kind
        self.candidates = candidates
        self.origin = origin
    }

    /// The same value with the place of the expression that made it, unless it has one.
    func placed(_ source: TemplateSource, _ offset: Int) -> Undefined {
        if self.origin != nil { return self }
        return Undefined(
            name: self.name, hint: self.hint, owner: self.owner, ownerType: self.ownerType,
            debugText: self.debugText, kind: self.kind, origin: (source, offset), candidates: self.candidates)
    }

    var isStrict: Bool { self.kind == .strict }

    /// What it prints as.
    func text() throws(JinjaError) -> String {
        switch self.kind {
        case .strict: throw self.error
        case .lenient, .chainable: return ""
        case .debug:
            if let text = self.debugText { return "{{ \(text) }}" }
            if let hint = self.hint { return "{{ undefined value printed: \(hint) }}" }
            guard let type = self.ownerType else { return "{{ \(self.name) }}" }
            return "{{ no such element: \(type)[\(StringLiteral.repr(self.name))] }}"
        }
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
