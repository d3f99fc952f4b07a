import Domain
import Services

extension TargetDetail {
    /// The plan and the run of one device as the API shows them.
    var document: JSONValue {
        .object([
            "id": JSONValue(target.id), "device_id": JSONValue(target.deviceID),
            "device_name": JSONValue(target.deviceName), "platform": JSONValue(target.platform),
            "state": run.map { JSONValue(choice: $0.state) } ?? .string("planned"),
            "detail": JSONValue(run?.detail ?? ""), "commands": JSONValue(texts: commands),
            "inverse": JSONValue(texts: inverse), "base_hash": JSONValue(target.base),
            "base_read_at": JSONValue(target.baseReadAt), "predicted_hash": JSONValue(target.predicted),
            "diff": JSONValue(predicted.text), "difference": predicted.document,
            "expectation": JSONValue(expectation), "safety_net": JSONValue(choice: target.safetyNet),
            "warnings": JSONValue(texts: target.warnings), "lines_accepted": JSONValue(run?.linesAccepted ?? 0),
            "observed": observed?.document ?? .null, "checks": .array((run?.checks ?? []).map(\.document)),
            "started_at": JSONValue(nullable: run?.startedAt), "finished_at": JSONValue(nullable: run?.finishedAt),
            "transcript": .array(transcript.map(\.document)),
        ])
    }
}

extension CheckResult {
    fileprivate var document: JSONValue {
        .object(["name": JSONValue(name), "passed": JSONValue(isPassed), "detail": JSONValue(detail)])
    }
}

extension TranscriptEntry {
    fileprivate var document: JSONValue {
        .object([
            "at": JSONValue(at), "kind": JSONValue(choice: kind), "line": JSONValue(lineNumber),
            "text": JSONValue(text),
        ])
    }
}
