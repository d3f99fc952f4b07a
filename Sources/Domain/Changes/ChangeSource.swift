/// Where the lines of a change come from.
public enum ChangeSource: Sendable, Hashable, Codable {
    /// One operation of a template set at one revision.
    case template(TemplateSet.ID, revision: Int, operation: TemplateOperation)
    /// One operation of a stack: each template set with its revision, in the order of work.
    case stack(Stack.ID, members: [StackMember], operation: TemplateOperation)
    /// Back to a stored configuration.
    case restore(Backup.ID)
    /// The stored inverses of another change.
    case undo(Change.ID)
    /// Lines that a person or a program wrote.
    case lines(String)

    /// The word for it in the database and the API.
    public var kind: String {
        switch self {
        case .template: "template"
        case .stack: "stack"
        case .restore: "restore"
        case .undo: "undo"
        case .lines: "lines"
        }
    }

    /// One template set of a stack, frozen at a revision.
    public struct StackMember: Sendable, Hashable, Codable {
        public let templateSetID: TemplateSet.ID
        public let revision: Int

        /// A member at a revision.
        public init(templateSetID: TemplateSet.ID, revision: Int) {
            self.templateSetID = templateSetID
            self.revision = revision
        }
    }
}
