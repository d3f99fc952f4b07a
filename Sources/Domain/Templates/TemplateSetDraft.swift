/// What a person says about a template set when adding or editing it.
public struct TemplateSetDraft: Sendable, Hashable {
    public var name: String
    public var summary: String
    public var platforms: [PlatformName]
    public var bodies: TemplateBodies

    /// A draft; the service checks it.
    public init(name: String, summary: String, platforms: [PlatformName], bodies: TemplateBodies) {
        self.name = name
        self.summary = summary
        self.platforms = platforms
        self.bodies = bodies
    }
}
