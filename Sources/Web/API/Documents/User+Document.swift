import Domain

extension User {
    /// The user as the API shows them.
    var document: JSONValue { .object(members) }

    /// The user as they see themselves: with what their role allows.
    var ownDocument: JSONValue {
        let permissions = Permission.allCases.filter(role.permissions.contains)
        return .object(members.merging(["permissions": JSONValue(texts: permissions.map(\.rawValue))]) { $1 })
    }

    private var members: [String: JSONValue] {
        [
            "id": JSONValue(id), "username": JSONValue(username), "display_name": JSONValue(displayName),
            "role": JSONValue(choice: role), "is_enabled": JSONValue(isEnabled), "created_at": JSONValue(createdAt),
            "last_sign_in_at": JSONValue(nullable: lastSignInAt),
        ]
    }
}
