import Domain

extension HostKeyRecord {
    /// The pinned key and the refused one as the API shows them.
    var document: JSONValue {
        .object([
            "algorithm": JSONValue(pinned.algorithm), "fingerprint": JSONValue(pinned.fingerprint),
            "pinned_at": JSONValue(pinnedAt), "offered_algorithm": JSONValue(nullable: offered?.algorithm),
            "offered_fingerprint": JSONValue(nullable: offered?.fingerprint),
            "offered_at": JSONValue(nullable: offeredAt),
        ])
    }
}
