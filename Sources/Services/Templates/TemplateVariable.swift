/// A value that a person must give before a template can be rendered; the fields of a form.
public struct TemplateVariable: Sendable, Hashable, Codable {
    public let name: String
    public let kind: Kind
    public let isRequired: Bool
    /// The default written in the template, as text; empty when there is none.
    public let defaultText: String
    /// Which bodies use it: `deploy`, `validate`, `delete`.
    public let usedIn: [String]

    /// What the template's use of it implies.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case text, number, address, boolean, list, object
    }
}
