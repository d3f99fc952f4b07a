import Domain

extension Device {
    /// The device as the API shows it.
    var document: JSONValue {
        .object([
            "id": JSONValue(id), "name": JSONValue(name), "host": JSONValue(host), "port": JSONValue(port.number),
            "protocol": .string(accessProtocol.rawValue), "jump_host_id": JSONValue(nullable: jumpHostID),
            "site": site.map { JSONValue($0) } ?? .null,
            "fact_protocol": JSONValue(choice: factProtocol),
            "fact_port": factPort.map { .integer($0.number) } ?? .null, "platform": JSONValue(platform),
            "credential_set_id": JSONValue(nullable: credentialSetID),
            "tags": JSONValue(texts: tags.map(\.text)),
            "allows_legacy_algorithms": .bool(allowsLegacyAlgorithms), "notes": JSONValue(notes),
            "created_at": JSONValue(createdAt),
            "updated_at": JSONValue(updatedAt), "last_seen_at": JSONValue(nullable: lastSeenAt),
            "last_failure": JSONValue(lastFailure),
        ])
    }
}
