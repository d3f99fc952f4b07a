import Domain

extension WorkerProcess {
    /// The worker as the API shows it.
    var document: JSONValue { .object(members) }

    /// The worker with the jobs that it runs and the devices that they may write to.
    func document(jobs: [Job], leases: [DeviceLease]) -> JSONValue {
        var members = members
        members["jobs"] = .array(jobs.map(\.document))
        members["leases"] = .array(leases.map(\.document))
        return .object(members)
    }

    private var members: [String: JSONValue] {
        [
            "id": JSONValue(id), "host": JSONValue(host), "process_id": JSONValue(processID),
            "version": JSONValue(version), "state": JSONValue(choice: state), "wanted": JSONValue(choice: wanted),
            "slots": JSONValue(slots), "running": JSONValue(running), "finished": JSONValue(finished),
            "started_at": JSONValue(startedAt), "heartbeat_at": JSONValue(heartbeatAt),
            "stopped_at": JSONValue(nullable: stoppedAt), "lost_at": JSONValue(nullable: lostAt),
        ]
    }
}

extension DeviceLease {
    fileprivate var document: JSONValue {
        .object([
            "device_id": JSONValue(deviceID), "device_name": JSONValue(deviceName), "job_id": JSONValue(jobID),
            "purpose": JSONValue(purpose), "fencing_token": JSONValue(fencingToken), "since": JSONValue(since),
            "expires_at": JSONValue(expiresAt),
        ])
    }
}
