public import Foundation

/// Template sets that are deployed together, in order: a service such as «access site».
public struct Stack: Sendable, Hashable, Identifiable {
    /// The id of a stack.
    public typealias ID = Identifier<Stack>

    public let id: ID
    /// Unique, compared without case.
    public var name: String
    public var summary: String
    /// In the order in which they are deployed; taken away in the opposite order.
    public var templateSetIDs: [TemplateSet.ID]
    public let createdAt: Date
    public let updatedAt: Date

    /// A stack as stored.
    public init(
        id: ID, name: String, summary: String, templateSetIDs: [TemplateSet.ID], createdAt: Date, updatedAt: Date
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.templateSetIDs = templateSetIDs
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
