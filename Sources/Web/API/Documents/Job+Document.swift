import Domain

extension Job {
    /// The job as the API shows it.
    var document: JSONValue {
        .object([
            "id": JSONValue(id), "kind": JSONValue(choice: kind), "state": JSONValue(choice: state),
            "device_id": JSONValue(nullable: deviceID), "change_id": JSONValue(nullable: changeID),
            "requested_by": JSONValue(nullable: requestedBy), "attempt": JSONValue(attempt),
            "progress": JSONValue(progress), "result": result, "created_at": JSONValue(createdAt),
            "started_at": JSONValue(nullable: startedAt), "finished_at": JSONValue(nullable: finishedAt),
            "failures": .array(failures.map(\.document)),
        ])
    }

    /// The answer to a request that a worker carries out.
    static func reference(_ id: Job.ID) -> JSONValue { .object(["job_id": JSONValue(id)]) }
}

extension JobFailure {
    fileprivate var document: JSONValue {
        .object(["at": JSONValue(at), "attempt": JSONValue(attempt), "message": JSONValue(message)])
    }
}
