public import Foundation

/// One saved version of a template set's bodies.
public struct TemplateRevision: Sendable, Hashable {
    /// Counted from 1.
    public let revision: Int
    public let createdAt: Date
    /// Who saved it; none when the program did.
    public let author: UserReference?

    /// A revision as stored.
    public init(revision: Int, createdAt: Date, author: UserReference?) {
        self.revision = revision
        self.createdAt = createdAt
        self.author = author
    }
}
