import Domain

extension APISchemas {
    static let backup = S.object([
        S.member("id", .id), S.member("device_id", .id), S.member("device_name", .string()),
        S.member("hash", .string()),
        S.member("taken_at", .time), S.member("cause", .choice(of: Backup.Cause.self)),
        S.member("change_id", .nullable(.id)), S.member("requested_by", .nullable(.named("UserReference"))),
        S.member("size", .integer(minimum: 0), "In bytes."),
    ])

    static let jobReference = S.object([S.member("job_id", .id)])
}
