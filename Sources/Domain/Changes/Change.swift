public import Foundation

/// One intended write to one or more devices, from its inputs to its record.
public struct Change: Sendable, Hashable, Identifiable {
    /// The id of a change.
    public typealias ID = Identifier<Change>

    public let id: ID
    /// A short number for people, «#12».
    public let number: Int
    public let title: String
    /// Why the author wants it.
    public let reason: String
    public let author: UserReference
    public let source: ChangeSource
    /// The values given for the template's variables, the same for every device.
    public let variables: JSONValue
    /// Counts the plans made, from 0 before the first.
    public let revision: Int
    public let state: ChangeState
    /// What happened, as a sentence, when the state needs one; empty otherwise.
    public let outcome: String
    public let risk: RiskClass
    public let riskReasons: [RiskReason]
    /// How many people other than the author must approve; 0 when policy asks for none.
    public let approvalsNeeded: Int
    public let approverRole: Role
    /// Which line of the policy decided, in words.
    public let policy: String
    /// SHA-256 over the canonical encoding of the plan, hexadecimal; empty before the first plan.
    public let digest: String
    public let createdAt: Date
    public let plannedAt: Date?
    public let approvedAt: Date?
    public let startedAt: Date?
    public let finishedAt: Date?
    /// When someone asked to stop it.
    public let cancelRequestedAt: Date?

    /// A change as stored.
    public init(
        id: ID, number: Int, title: String, reason: String, author: UserReference, source: ChangeSource,
        variables: JSONValue, revision: Int, state: ChangeState, outcome: String, risk: RiskClass,
        riskReasons: [RiskReason], approvalsNeeded: Int, approverRole: Role, policy: String, digest: String,
        createdAt: Date, plannedAt: Date?, approvedAt: Date?, startedAt: Date?, finishedAt: Date?,
        cancelRequestedAt: Date?
    ) {
        self.id = id
        self.number = number
        self.title = title
        self.reason = reason
        self.author = author
        self.source = source
        self.variables = variables
        self.revision = revision
        self.state = state
        self.outcome = outcome
        self.risk = risk
        self.riskReasons = riskReasons
        self.approvalsNeeded = approvalsNeeded
        self.approverRole = approverRole
        self.policy = policy
        self.digest = digest
        self.createdAt = createdAt
        self.plannedAt = plannedAt
        self.approvedAt = approvedAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.cancelRequestedAt = cancelRequestedAt
    }
}
