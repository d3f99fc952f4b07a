public import Domain

/// What a person says about a stack when adding or editing it.
public struct StackDraft: Sendable, Hashable {
    public var name: String
    public var summary: String
    /// In the order in which they are deployed.
    public var templateSetIDs: [TemplateSet.ID]

    /// A draft; the service checks it.
    public init(name: String, summary: String, templateSetIDs: [TemplateSet.ID]) {
        self.name = name
        self.summary = summary
        self.templateSetIDs = templateSetIDs
    }
}
