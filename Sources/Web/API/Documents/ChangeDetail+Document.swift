import Domain
import Services

extension ChangeDetail {
    /// Everything about a change as the API shows it.
    var document: JSONValue {
        let own: [String: JSONValue] = [
            "devices": .array(devices.map(\.document)), "targets": .array(targets.map(\.document)),
            "approvals": .array(approvals.map(\.document)), "backups": .array(backups.map(\.document)),
            "refusals": .object([
                "answer": JSONValue(refusals.answer), "run": JSONValue(refusals.run), "stop": JSONValue(refusals.stop),
                "undo": JSONValue(refusals.undo), "plan_again": JSONValue(refusals.planAgain),
            ]),
        ]
        return .object(change.members.merging(own) { $1 })
    }
}

extension ChangeDevice {
    fileprivate var document: JSONValue {
        .object([
            "device_id": JSONValue(deviceID), "device_name": JSONValue(deviceName),
            "planning": JSONValue(choice: planning), "problem": JSONValue(problem),
        ])
    }
}

extension Approval {
    fileprivate var document: JSONValue {
        .object([
            "id": JSONValue(id), "approver": JSONValue(approver), "decision": JSONValue(choice: decision),
            "digest": JSONValue(digest), "reason": JSONValue(reason), "created_at": JSONValue(createdAt),
            "expires_at": JSONValue(expiresAt),
        ])
    }
}
