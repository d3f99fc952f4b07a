import Domain

extension APISchemas {
    static let backupRequest = S.object([
        S.member("job_ids", .array(.id)),
        S.member("without_credentials", .array(.string()), "Devices that nobody can sign in to."),
    ])

    static let blame = S.object([
        S.member(
            "lines",
            .array(
                .object([
                    S.member("text", .string()), S.member("backup_id", .nullable(.id), "Null for an older line."),
                    S.member("number", .nullable(.integer(minimum: 1))),
                ]))),
        S.member("points", .array(.named("Backup")), "Those that were looked through, newest first."),
        S.member("is_cut", .boolean, "Whether there are older points."),
    ])

    static let drift = S.object([
        S.member("is_there", .boolean), S.member("after", .named("Backup"), "What the last change left."),
        S.member("now", .named("Backup")),
        S.member("added", .nullable(.integer(minimum: 0)), "Null where they are too large to count."),
        S.member("removed", .nullable(.integer(minimum: 0))),
    ])

    static let searchHit = S.object([
        S.member("device_id", .id), S.member("device_name", .string()), S.member("backup_id", .id),
        S.member("number", .integer(minimum: 1)), S.member("first_seen_at", .time), S.member("last_seen_at", .time),
        S.member("line_count", .integer(minimum: 0), "How many lines fit."),
        S.member(
            "lines", .array(.object([S.member("text", .string()), S.member("parents", .array(.string()))])),
            "At most 20 of them."),
    ])

    static let searchAnswer = S.object([
        S.member("items", .array(.named("SearchHit"))), S.member("total", .integer(minimum: 0)),
        S.member("page", .integer(minimum: 1)), S.member("size", .integer(minimum: 1)),
        S.member("searched", .integer(minimum: 0), "Devices that can be searched."),
        S.member("is_cut", .boolean, "Whether more lines fit than were looked at."),
    ])

    static let snapshot = S.object([
        S.member("id", .id), S.member("name", .string()), S.member("note", .string()), S.member("created_at", .time),
        S.member("created_by", .nullable(.named("UserReference"))), S.member("device_count", .integer(minimum: 0)),
    ])

    static let archive = S.object([
        S.member("commits", .integer(minimum: 0)), S.member("pending", .integer(minimum: 0)),
        S.member("newest", .nullable(.string()), "The newest commit."),
        S.member(
            "remote",
            .nullable(
                .object([
                    S.member("url", .string()), S.member("branch", .string()),
                    S.member("credential_set_id", .nullable(.id)), S.member("host_keys", .array(.string())),
                    S.member("offered_host_key", .nullable(.string()), "Shown by the server and not trusted."),
                    S.member("pushed_commit", .nullable(.string())), S.member("pushed_at", .nullable(.time)),
                    S.member("failure", .string(), "Why the last push failed; empty when it did not."),
                ]))),
    ])

    static let retention = S.object([
        S.member("count", .integer(minimum: 1, maximum: 100_000), "Newest points of each device that stay."),
        S.member("days", .integer(minimum: 1, maximum: 36_500), "Days after which a point may go."),
    ])
}
