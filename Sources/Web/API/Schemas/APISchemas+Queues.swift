import Domain

extension APISchemas {
    static let queue = S.object([
        S.member("kind", .choice(of: JobKind.self)), S.member("due", .integer(minimum: 0), "Startable now."),
        S.member("waiting_for_keys", .integer(minimum: 0)), S.member("waiting_for_jobs", .integer(minimum: 0)),
        S.member("later", .integer(minimum: 0), "Queued for a later time."), S.member("running", .integer(minimum: 0)),
        S.member("awaiting", .integer(minimum: 0), "They wait for their parts to end."),
        S.member("oldest_due_at", .nullable(.time)),
        S.member("succeeded", .integer(minimum: 0), "In the last hour, of those of the last day."),
        S.member("given_up", .integer(minimum: 0), "In the last hour, of those of the last day."),
        S.member("paused_since", .nullable(.time)), S.member("paused_by", .nullable(.named("UserReference"))),
    ])

    static let keyLimit = S.object([
        S.member("concurrency", .nullable(.integer(minimum: 1, maximum: 100_000)), "Jobs at once; null is no limit."),
        S.member("rate", .nullable(.integer(minimum: 1, maximum: 1_000_000)), "Starts in a time; null is no limit."),
        S.member("rate_seconds", .integer(minimum: 1, maximum: 86_400), "The time in which they are counted."),
    ])

    static let keyClass = S.object([
        S.member("class", .string()),
        S.member("limit", .named("KeyLimit"), "Of every key of the class that has none of its own."),
        S.member("in_use", .integer(minimum: 0)), S.member("waiting", .integer(minimum: 0)),
    ])

    static let key = S.object([
        S.member("key", .string(), "Class, colon, name."), S.member("name", .string(), "What people call it."),
        S.member("own_limit", .nullable(.named("KeyLimit"))), S.member("limit", .named("KeyLimit"), "The one that holds."),
        S.member("in_use", .integer(minimum: 0), "Running jobs that have it."),
        S.member("waiting", .integer(minimum: 0), "Jobs that wait for it."),
        S.member("next_start_at", .nullable(.time), "When its rate allows the next start, while jobs wait for that."),
    ])
}
