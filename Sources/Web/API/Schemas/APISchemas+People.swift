import Domain

extension APISchemas {
    static let userReference = S.object([S.member("id", .id), S.member("name", .string())])

    private static let userMembers = [
        S.member("id", .id), S.member("username", .string()), S.member("display_name", .string()),
        S.member("role", .choice(of: Role.self)), S.member("is_enabled", .boolean), S.member("created_at", .time),
        S.member("last_sign_in_at", .nullable(.time)),
    ]

    static let user = S.object(userMembers)

    static let me = S.object(
        userMembers + [S.member("permissions", .array(.choice(of: Permission.self)), "What the role allows.")])

    static let token = S.object([
        S.member("id", .id), S.member("name", .string()), S.member("created_at", .time),
        S.member("expires_at", .nullable(.time)), S.member("last_used_at", .nullable(.time)),
        S.member("revoked_at", .nullable(.time)),
        S.optional("text", .string(), "The token itself; only in the answer that makes it."),
    ])

    static let auditEntry = S.object([
        S.member("id", .integer()), S.member("at", .time), S.member("actor", .string()), S.member("action", .string()),
        S.member("subject_kind", .string()), S.member("subject_id", .string()), S.member("summary", .string()),
        S.member("remote_address", .string()), S.member("request_id", .string()),
    ])
}
