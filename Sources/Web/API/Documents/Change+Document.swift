import Domain

extension Change {
    /// The change as lists of the API show it.
    var document: JSONValue { .object(members) }

    /// The members that the short and the whole document share.
    var members: [String: JSONValue] {
        [
            "id": JSONValue(id), "number": JSONValue(number), "title": JSONValue(title), "reason": JSONValue(reason),
            "author": JSONValue(author), "source": source.document, "state": JSONValue(choice: state),
            "outcome": JSONValue(outcome), "revision": JSONValue(revision), "risk": JSONValue(choice: risk),
            "risk_reasons": .array(riskReasons.map(\.document)), "policy": JSONValue(policy),
            "approvals_needed": JSONValue(approvalsNeeded), "approver_role": JSONValue(choice: approverRole),
            "digest": JSONValue(digest), "created_at": JSONValue(createdAt),
            "planned_at": JSONValue(nullable: plannedAt), "approved_at": JSONValue(nullable: approvedAt),
            "started_at": JSONValue(nullable: startedAt), "finished_at": JSONValue(nullable: finishedAt),
        ]
    }
}

extension RiskReason {
    fileprivate var document: JSONValue {
        .object(["risk": JSONValue(choice: risk), "device": JSONValue(device), "text": JSONValue(text)])
    }
}

extension ChangeSource {
    /// Where the lines come from; lines that somebody wrote may hold secrets, so only the plan shows them, redacted.
    fileprivate var document: JSONValue {
        var members = ["kind": JSONValue(kind)]
        switch self {
        case .template(let id, let revision, let operation):
            members["template_id"] = JSONValue(id)
            members["members"] = .array([Self.member(id, revision)])
            members["operation"] = JSONValue(choice: operation)
        case .stack(let id, let parts, let operation):
            members["stack_id"] = JSONValue(id)
            members["members"] = .array(parts.map { Self.member($0.templateSetID, $0.revision) })
            members["operation"] = JSONValue(choice: operation)
        case .restore(let id): members["backup_id"] = JSONValue(id)
        case .undo(let id): members["change_id"] = JSONValue(id)
        case .lines: break
        }
        return .object(members)
    }

    private static func member(_ id: TemplateSet.ID, _ revision: Int) -> JSONValue {
        .object(["template_id": JSONValue(id), "revision": JSONValue(revision)])
    }
}
