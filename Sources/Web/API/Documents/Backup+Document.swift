import Domain

extension Backup {
    /// The backup as the API shows it, without its text.
    var document: JSONValue {
        .object([
            "id": JSONValue(id), "device_id": JSONValue(deviceID), "device_name": JSONValue(deviceName),
            "hash": JSONValue(content), "taken_at": JSONValue(takenAt), "cause": JSONValue(choice: cause),
            "change_id": JSONValue(nullable: changeID), "requested_by": JSONValue(nullable: requestedBy),
            "size": JSONValue(size),
        ])
    }
}
