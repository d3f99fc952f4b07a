import Domain

extension APISchemas {
    static let schedule = S.object(
        [S.member("id", .id)] + scheduleTerms + [
            S.member("words", .string(), "When, in words."), S.member("is_enabled", .boolean),
            S.member("next_run_at", .nullable(.time), "Null when it is off or over."),
            S.member("latest_run", .nullable(.named("ScheduleRun"))), S.member("created_at", .time),
            S.member("updated_at", .time), S.member("updated_by", .nullable(.named("UserReference"))),
        ])

    private static let scheduleTerms = [
        S.member("name", .string()), S.member("action", .choice(of: ScheduleAction.self)),
        S.member("selection", .choice(of: ScheduleSelection.Kind.self)), S.member("device_ids", .array(.id)),
        S.member("tags", .array(.string())), S.member("timing", .choice(of: ScheduleTiming.Kind.self)),
        S.member("cron", .nullable(.string())), S.member("interval_minutes", .nullable(.integer(minimum: 1))),
        S.member("starts_at", .nullable(.string()), "On the zone's clock."), S.member("zone", .string()),
        S.member("windows", .array(.string())), S.member("blackouts", .array(.string())),
        S.member("misfire", .choice(of: ScheduleRules.Misfire.self)),
        S.member("grace_minutes", .integer(minimum: 1)), S.member("overlap", .choice(of: ScheduleTerms.Overlap.self)),
    ]

    static let scheduleRun = S.object([
        S.member("id", .id), S.member("schedule_id", .id), S.member("due_at", .time),
        S.member("first_due_at", .time, "Earlier than `due_at` when it stands for many that were skipped."),
        S.member("occurrences", .integer(minimum: 1), "For how many due times it stands."),
        S.member("decided_at", .time), S.member("has_run", .boolean),
        S.member("reason", .choice(of: ScheduleRun.Reason.self), "Why it ran or did not run."),
        S.member("sentence", .string(), "The reason for people."),
        S.member("requested_by", .nullable(.named("UserReference"))),
        S.member("left_out", .integer(minimum: 0), "Devices without a credential set."),
        S.member("job_ids", .array(.id)), S.member("unfinished", .integer(minimum: 0), "Jobs that wait or run."),
        S.member("succeeded", .integer(minimum: 0)), S.member("failed", .integer(minimum: 0)),
    ])

    static let scheduleOccurrence = S.object([
        S.member("due_at", .time), S.member("local", .string(), "On the zone's clock."),
        S.member("offset_minutes", .integer(), "East of UTC."),
        S.member("runs_at", .nullable(.time), "Null when it is skipped."),
        S.member("notes", .array(.string()), "What a change of clocks, a window or a blackout did to it."),
    ])
}
