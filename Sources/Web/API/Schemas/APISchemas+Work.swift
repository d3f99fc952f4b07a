import Domain

extension APISchemas {
    static let backup = S.object([
        S.member("id", .id), S.member("device_id", .id), S.member("device_name", .string()),
        S.member("hash", .string()),
        S.member("taken_at", .time), S.member("cause", .choice(of: Backup.Cause.self)),
        S.member("change_id", .nullable(.id)), S.member("requested_by", .nullable(.named("UserReference"))),
        S.member("size", .integer(minimum: 0), "In bytes."),
    ])

    static let job = S.object([
        S.member("id", .id), S.member("kind", .choice(of: JobKind.self)), S.member("state", .choice(of: JobState.self)),
        S.member("device_id", .nullable(.id)), S.member("change_id", .nullable(.id)),
        S.member("requested_by", .nullable(.named("UserReference"))), S.member("attempt", .integer(minimum: 0)),
        S.member("progress", .string()), S.member("result", .any, "What a success produced; ids and hashes."),
        S.member("created_at", .time), S.member("started_at", .nullable(.time)),
        S.member("finished_at", .nullable(.time)),
        S.member(
            "failures",
            .array(
                .object([
                    S.member("at", .time), S.member("attempt", .integer()), S.member("message", .string()),
                ]))),
    ])

    static let jobReference = S.object([S.member("job_id", .id)])
}
