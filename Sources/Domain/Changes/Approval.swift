public import Foundation

/// One person's answer to exactly one plan.
public struct Approval: Sendable, Hashable, Identifiable {
    /// The id of an approval.
    public typealias ID = Identifier<Approval>

    public let id: ID
    public let changeID: Change.ID
    /// The digest that was answered; an answer to other bytes counts for nothing.
    public let digest: String
    public let approver: UserReference
    public let decision: Decision
    public let reason: String
    public let createdAt: Date
    /// When the answer stops counting.
    public let expiresAt: Date

    /// What was answered.
    public enum Decision: String, Sendable, Hashable, Codable, CaseIterable {
        case approved, rejected
    }

    /// An approval as stored.
    public init(
        id: ID, changeID: Change.ID, digest: String, approver: UserReference, decision: Decision, reason: String,
        createdAt: Date, expiresAt: Date
    ) {
        self.id = id
        self.changeID = changeID
        self.digest = digest
        self.approver = approver
        self.decision = decision
        self.reason = reason
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}
