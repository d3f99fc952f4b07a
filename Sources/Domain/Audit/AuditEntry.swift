public import Foundation

/// One line of the record of who did what; append only, each chained to the one before by a hash.
public struct AuditEntry: Sendable, Hashable {
    public let id: Int
    public let at: Date
    public let actorName: String
    /// What was done, for example `change.approve`.
    public let action: String
    /// What it was done to, for example `change` and its id.
    public let subjectKind: String
    public let subjectID: String
    /// A sentence without secrets.
    public let summary: String
    public let remoteAddress: String
    public let requestID: String

    /// An entry as stored.
    public init(
        id: Int, at: Date, actorName: String, action: String, subjectKind: String, subjectID: String, summary: String,
        remoteAddress: String, requestID: String
    ) {
        self.id = id
        self.at = at
        self.actorName = actorName
        self.action = action
        self.subjectKind = subjectKind
        self.subjectID = subjectID
        self.summary = summary
        self.remoteAddress = remoteAddress
        self.requestID = requestID
    }
}

/// An entry to be written.
public struct NewAuditEntry: Sendable, Hashable {
    public let actor: UserReference?
    public let action: String
    public let subjectKind: String
    public let subjectID: String
    public let summary: String
    public let remoteAddress: String
    public let requestID: String

    /// An entry by an actor; a job acts for the user who asked for it, or for nobody.
    public init(
        actor: UserReference?, action: String, subjectKind: String, subjectID: String, summary: String,
        remoteAddress: String = "", requestID: String = ""
    ) {
        self.actor = actor
        self.action = action
        self.subjectKind = subjectKind
        self.subjectID = subjectID
        self.summary = summary
        self.remoteAddress = remoteAddress
        self.requestID = requestID
    }
}
