public import Domain
public import Foundation
import Postgres

extension JobRepository {
    /// Starts at most `limit` due jobs of these kinds, in their turn; no two workers get the same one, no key's limit is exceeded.
    ///
    /// Raises attempt and fencing token. `floors` says, for each priority, before which time nothing is left to find. Jobs on
    /// the warm devices are preferred by a minute. A worker that is paused, drained, stopped or given up gets nothing.
    public func claim(
        workerID: WorkerID, kinds: [JobKind], limit: Int, floors: [JobPriority: Date] = [:],
        warmDevices: [Device.ID] = []
    ) async throws(Problem) -> [Job] {
        let jobs = try await db.returningAll(
            """
            -- JobRepository.claim
            SELECT \(Job.liveColumns)
            FROM claim_jobs(
                \(workerID), \(kinds.map(\.rawValue))::text[], \(max(0, limit))::integer,
                ARRAY[
                    coalesce(\(floors[.interactive]), '-infinity'), coalesce(\(floors[.normal]), '-infinity'),
                    coalesce(\(floors[.bulk]), '-infinity')
                ]::timestamptz[],
                \(warmDevices)
            )
            """, Job.init(row:))
        return jobs.sorted { ($0.turn, $0.id) < ($1.turn, $1.id) }
    }

    /// Stores how attempts ended, in one statement; the answer has the ids of those that were accepted.
    ///
    /// One with an older token, or of a job that does not run any more, is refused and changes nothing.
    public func end(_ endings: [JobEnding]) async throws(Problem) -> Set<Job.ID> {
        guard !endings.isEmpty else { return [] }
        var stored: [StoredEnding] = []
        for ending in endings { stored.append(try StoredEnding(ending)) }
        let accepted = try await db.returningOne(
            """
            -- JobRepository.end
            SELECT end_jobs(
                \(endings.map(\.id)), \(endings.map(\.token)),
                array_fill('running'::text, ARRAY[\(endings.count)::integer]), \(stored.map(\.outcome))::text[],
                \(stored.map(\.result))::text[], \(stored.map(\.message))::text[],
                \(stored.map { $0.delay.description })::double precision[]
            ) AS accepted
            """
        ) { row throws(PostgresError) in try row.decode("accepted", as: [UUID].self) }
        return Set(accepted.map { Job.ID($0) })
    }

    /// Says what a job is doing or waiting for; appends an event of the kind `progress`. `false` when it runs no more.
    public func setProgress(_ id: Job.ID, token: Int, _ text: String) async throws(Problem) -> Bool {
        try await db.returningFirst(
            """
            -- JobRepository.setProgress
            UPDATE job
            SET progress = \(text.storable)
            WHERE id = \(id) AND state = 'running' AND fencing_token = \(token)
            RETURNING id, append_event('job:' || id, 'progress', '', \(text.storable))
            """
        ) { row throws(PostgresError) in try row.decode("id", as: Job.ID.self) } != nil
    }

    /// Seconds until a job of these kinds is due or a rate allows one, 0 or less when one is due now; `nil` when none is queued.
    ///
    /// Those that have been due for longer than a minute are for the claim that precedes this to find.
    public func secondsUntilNextDue(kinds: [JobKind]) async throws(Problem) -> Double? {
        try await db.one(
            """
            -- JobRepository.secondsUntilNextDue
            SELECT extract(epoch FROM min(at) - clock_timestamp())::double precision AS seconds
            FROM (
                SELECT next.scheduled_at AS at
                FROM unnest(ARRAY[0, 1, 2]::smallint[]) AS level (priority)
                CROSS JOIN LATERAL (
                    SELECT job.scheduled_at
                    FROM job
                    WHERE job.state = 'queued' AND job.waiting_for IS NULL AND job.prerequisites_left = 0
                        AND job.priority = level.priority AND job.kind = ANY (\(kinds.map(\.rawValue))::text[])
                        AND job.kind NOT IN (SELECT job_pause.kind FROM job_pause)
                        AND job.scheduled_at > clock_timestamp() - interval '1 minute'
                    ORDER BY job.scheduled_at, job.id
                    LIMIT 1
                ) AS next
                UNION ALL
                SELECT wake_at FROM job_key WHERE wake_at IS NOT NULL
            ) AS moments
            """
        ) { row throws(PostgresError) in try row.decode("seconds") }
    }
}

extension Job {
    /// When it is its turn: its time, later for each step of priority.
    fileprivate var turn: Date { scheduledAt.addingTimeInterval(Double(priority.rawValue) * 900) }
}
