import Domain

extension APISchemas {
    static let job = S.object(jobMembers)

    static let jobDetail = S.object(
        jobMembers + [
            S.member("delay", .nullable(delay), "Why it has not been started; null unless it is queued."),
            S.member("children", .nullable(tally), "How its parts stand; null when it has none."),
            S.member("replayed_by", .nullable(.id), "The job that does it again."),
        ])

    private static let jobMembers = [
        S.member("id", .id), S.member("kind", .choice(of: JobKind.self)), S.member("state", .choice(of: JobState.self)),
        S.member("priority", .choice(JobPriority.allCases.map(\.word))),
        S.member("retention", .choice(of: JobRetention.self), "How long it stays on record."),
        S.member("is_repeatable", .boolean, "Whether it is started again when its worker dies."),
        S.member("device_id", .nullable(.id)), S.member("change_id", .nullable(.id)),
        S.member("parent_id", .nullable(.id), "The job that it is a part of."),
        S.member("replay_of", .nullable(.id), "The job that was given up and is done again by this one."),
        S.member("worker_id", .nullable(.id), "Who runs it, or ran it last."),
        S.member("requested_by", .nullable(.named("UserReference"))),
        S.member("attempt", .integer(minimum: 0), "Counts the starts."),
        S.member("max_attempts", .integer(minimum: 1)),
        S.member("keys", .array(.string()), "What it shares with other jobs: class, colon, name."),
        S.member("waiting_for", .nullable(.string()), "The key that holds it up."),
        S.member("waiting_since", .nullable(.time)), S.member("progress", .string()),
        S.member("result", .any, "What a success produced; ids and hashes."), S.member("created_at", .time),
        S.member("scheduled_at", .time, "Not started before this."), S.member("started_at", .nullable(.time)),
        S.member("finished_at", .nullable(.time)), S.member("cancel_requested_at", .nullable(.time)),
        S.member(
            "failures",
            .array(
                .object([
                    S.member("at", .time), S.member("attempt", .integer()), S.member("message", .string()),
                ]))),
    ]

    private static let delay = S.object([
        S.member("reason", .choice(JobDelay.words)), S.member("since", .nullable(.time)),
        S.member("until", .nullable(.time), "When its time comes, or the rate allows the next start."),
        S.member("key", .nullable(.string()), "The key that has no room."),
        S.member("key_name", .nullable(.string()), "What people call it."),
        S.member("position", .nullable(.integer(minimum: 1)), "1 is the next in line."),
        S.member("line_length", .nullable(.integer(minimum: 1))),
        S.member("holders", .array(.id), "The jobs that have the key, at most ten."),
        S.member("jobs", .array(.id), "The jobs that have to end first, at most 20."),
    ])

    private static let tally = S.object(
        ["total", "under_way", "succeeded", "failed", "cancelled", "interrupted"].map {
            S.member($0, .integer(minimum: 0))
        })

    static let jobEvent = S.object([
        S.member("id", .integer(), "Rises; resume after it."),
        S.member("kind", .string(), "For example state, waiting, progress, replay."),
        S.member("subject", .string(), "The state, the key or the id that it is about."), S.member("text", .string()),
        S.member("at", .time),
    ])

    static let replayAnswer = S.object([
        S.member("id", .id), S.member("job_id", .nullable(.id), "The new job."),
        S.member("code", .nullable(.string()), "Why there is none."), S.member("detail", .nullable(.string())),
    ])

    static let worker = S.object(workerMembers)

    static let workerDetail = S.object(
        workerMembers + [
            S.member("jobs", .array(.named("Job")), "What it runs."),
            S.member("leases", .array(.named("DeviceLease")), "The devices that its jobs may write to."),
        ])

    private static let workerMembers = [
        S.member("id", .id), S.member("host", .string()), S.member("process_id", .integer()),
        S.member("version", .string()), S.member("state", .choice(of: WorkerProcess.State.self)),
        S.member("wanted", .choice(of: WorkerProcess.Wish.self)),
        S.member("slots", .integer(minimum: 0), "Jobs at the same time."),
        S.member("running", .integer(minimum: 0), "At its last heartbeat."),
        S.member("finished", .integer(minimum: 0), "Since its start."), S.member("started_at", .time),
        S.member("heartbeat_at", .time), S.member("stopped_at", .nullable(.time)),
        S.member("lost_at", .nullable(.time), "When the others found that it had died."),
    ]

    static let deviceLease = S.object([
        S.member("device_id", .id), S.member("device_name", .string()), S.member("job_id", .id),
        S.member("purpose", .string()), S.member("fencing_token", .integer()), S.member("since", .time),
        S.member("expires_at", .time),
    ])
}
