import Domain

extension APISchemas {
    static let backup = S.object([
        S.member("id", .id), S.member("device_id", .id), S.member("device_name", .string()),
        S.member("number", .integer(minimum: 1), "Counts the points of a device."), S.member("hash", .string()),
        S.member("first_seen_at", .time),
        S.member("last_seen_at", .time, "When a reading last found the device like this."),
        S.member("cause", .choice(of: Backup.Cause.self)),
        S.member("change_id", .nullable(.id)), S.member("requested_by", .nullable(.named("UserReference"))),
        S.member("schedule_id", .nullable(.id)), S.member("job_id", .nullable(.id)),
        S.member("is_good", .boolean, "Whether it is proved whole, or was accepted."),
        S.member("doubt", .string(), "What speaks, or spoke, against it; empty when nothing does."),
        S.member("hold_reason", .string(), "Why retention may not remove it; empty when it may."),
        S.member("size", .integer(minimum: 0), "In bytes."),
    ])

    static let jobReference = S.object([S.member("job_id", .id)])
}
