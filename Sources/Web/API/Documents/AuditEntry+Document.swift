import Domain

extension AuditEntry {
    /// The entry as the API shows it.
    var document: JSONValue {
        .object([
            "id": JSONValue(id), "at": JSONValue(at), "actor": JSONValue(actorName), "action": JSONValue(action),
            "subject_kind": JSONValue(subjectKind), "subject_id": JSONValue(subjectID), "summary": JSONValue(summary),
            "remote_address": JSONValue(remoteAddress), "request_id": JSONValue(requestID),
        ])
    }
}
