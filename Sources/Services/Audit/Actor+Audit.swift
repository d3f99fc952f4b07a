import Domain

extension Actor {
    /// An audit entry for something this actor did.
    func entry(_ action: String, _ subjectKind: String, _ subjectID: some CustomStringConvertible, _ summary: String)
        -> NewAuditEntry
    {
        NewAuditEntry(
            actor: user, action: action, subjectKind: subjectKind, subjectID: subjectID.description, summary: summary,
            remoteAddress: remoteAddress, requestID: requestID)
    }
}
