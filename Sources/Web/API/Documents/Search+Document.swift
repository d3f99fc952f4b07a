import Domain
import Services

extension SearchHit {
    /// The configuration that fits and its lines.
    var document: JSONValue {
        .object([
            "device_id": JSONValue(deviceID), "device_name": JSONValue(deviceName), "backup_id": JSONValue(backupID),
            "number": JSONValue(number), "first_seen_at": JSONValue(firstSeenAt), "last_seen_at": JSONValue(lastSeenAt),
            "line_count": JSONValue(lineCount),
            "lines": .array(
                lines.map { .object(["text": .string($0.text), "parents": JSONValue(texts: $0.parents)]) }),
        ])
    }
}

extension NetworkSnapshot {
    /// The snapshot without its points.
    var document: JSONValue {
        .object([
            "id": JSONValue(id), "name": JSONValue(name), "note": JSONValue(note), "created_at": JSONValue(createdAt),
            "created_by": JSONValue(nullable: createdBy), "device_count": JSONValue(deviceCount),
        ])
    }
}

extension ArchiveState {
    /// How far git is, and where it is pushed to.
    var document: JSONValue {
        .object([
            "commits": JSONValue(entries - pending), "pending": JSONValue(pending),
            "newest": JSONValue(nullable: newest.first?.commit),
            "remote": remote.map { remote in
                .object([
                    "url": .string(remote.url), "branch": .string(remote.branch),
                    "credential_set_id": JSONValue(nullable: remote.credentialSetID),
                    "host_keys": JSONValue(texts: remote.hostKeys),
                    "offered_host_key": JSONValue(nullable: remote.offeredHostKey),
                    "pushed_commit": JSONValue(nullable: remote.pushedCommit),
                    "pushed_at": JSONValue(nullable: remote.pushedAt), "failure": .string(remote.failure),
                ])
            } ?? .null,
        ])
    }
}

extension BackupRetention {
    /// The rule.
    var document: JSONValue { .object(["count": JSONValue(count), "days": JSONValue(days)]) }
}
