/// What a person or a program proposes; the first link of a change.
public struct ChangeDraft: Sendable, Hashable {
    public var title: String
    public var reason: String
    public var source: Source
    public var deviceIDs: [Device.ID]
    public var variables: JSONValue

    /// What the lines are to come from; revisions are frozen by the service.
    public enum Source: Sendable, Hashable {
        case template(TemplateSet.ID, TemplateOperation)
        case stack(Stack.ID, TemplateOperation)
        case restore(Backup.ID)
        case lines(String)
    }

    /// A draft; an empty title is replaced by one made from the source.
    public init(title: String, reason: String, source: Source, deviceIDs: [Device.ID], variables: JSONValue) {
        self.title = title
        self.reason = reason
        self.source = source
        self.deviceIDs = deviceIDs
        self.variables = variables
    }
}
