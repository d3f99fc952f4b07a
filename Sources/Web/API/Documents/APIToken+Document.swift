import Domain

extension APIToken {
    /// The token as the API shows it: not its text.
    var document: JSONValue { .object(members) }

    /// The token with its text, for the one answer that makes it.
    func document(text: String) -> JSONValue {
        .object(members.merging(["text": JSONValue(text)]) { $1 })
    }

    private var members: [String: JSONValue] {
        [
            "id": JSONValue(id), "name": JSONValue(name), "created_at": JSONValue(createdAt),
            "expires_at": JSONValue(nullable: expiresAt), "last_used_at": JSONValue(nullable: lastUsedAt),
            "revoked_at": JSONValue(nullable: revokedAt),
        ]
    }
}
