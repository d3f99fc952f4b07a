import Domain

extension Backup {
    /// The backup as the API shows it, without its text.
    var document: JSONValue {
        .object([
            "id": JSONValue(id), "device_id": JSONValue(deviceID), "device_name": JSONValue(deviceName),
            "number": JSONValue(number), "hash": JSONValue(content), "first_seen_at": JSONValue(firstSeenAt),
            "last_seen_at": JSONValue(lastSeenAt), "cause": JSONValue(choice: cause),
            "change_id": JSONValue(nullable: changeID), "requested_by": JSONValue(nullable: requestedBy),
            "schedule_id": JSONValue(nullable: scheduleID), "job_id": JSONValue(nullable: jobID),
            "is_good": .bool(standing.isGood), "doubt": JSONValue(standing.doubt),
            "hold_reason": JSONValue(hold?.reason ?? ""), "size": JSONValue(size),
        ])
    }
}
