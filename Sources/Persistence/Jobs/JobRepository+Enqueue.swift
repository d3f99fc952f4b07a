public import Domain
import Postgres

extension JobRepository {
    /// Enqueues a job and wakes the workers; when a queued or running job has its unique key, that one's id is the answer.
    @discardableResult
    public func enqueue(_ job: NewJob) async throws(Problem) -> Job.ID {
        try await enqueue([job])[0]
    }

    /// Enqueues jobs in one statement; the answer has an id for each, in the same order.
    @discardableResult
    public func enqueue(_ jobs: [NewJob]) async throws(Problem) -> [Job.ID] {
        let distinct = Self.firstOfEachKey(jobs)
        guard !distinct.isEmpty else { return [] }
        var values: [SQL] = []
        for job in distinct {
            let arguments = try JSONText(encoding: job.arguments)
            values.append(
                """
                (
                    \(job.id), \(job.kind)::text, \(arguments), \(job.kind.maxAttempts), \(job.deviceID),
                    \(job.changeID), \(job.requestedBy), \(job.uniqueKey)::text
                )
                """)
        }
        // DO NOTHING would return no row for a key that is taken; this update changes nothing.
        let placed = try await db.all(
            """
            -- JobRepository.enqueue
            WITH placed AS (
                INSERT INTO job (
                    id, kind, arguments, max_attempts, device_id, change_id, requested_by, unique_key
                )
                VALUES \(SQL.join(values, separator: ", "))
                ON CONFLICT (unique_key) WHERE state IN ('queued', 'running') DO UPDATE
                SET unique_key = EXCLUDED.unique_key
                RETURNING id, kind, unique_key
            )
            SELECT id, unique_key,
                CASE WHEN id = ANY (\(distinct.map(\.id))) THEN \(Job.stateEventCall) END AS event_id,
                CASE WHEN id = ANY (\(distinct.map(\.id))) THEN pg_notify('netstacks_job', kind) END AS woken
            FROM placed
            """
        ) { row throws(PostgresError) in
            (id: try row.decode("id", as: Job.ID.self), key: try row.decode("unique_key", as: String?.self))
        }
        let byKey = Dictionary(
            placed.compactMap { row in row.key.map { ($0, row.id) } }, uniquingKeysWith: { first, _ in first })
        return jobs.map { job in job.uniqueKey.flatMap { byKey[$0] } ?? job.id }
    }

    /// One INSERT cannot meet the same key twice, so later jobs with a key that came before are left out.
    private static func firstOfEachKey(_ jobs: [NewJob]) -> [NewJob] {
        var seen: Set<String> = []
        return jobs.filter { job in job.uniqueKey.map { seen.insert($0).inserted } ?? true }
    }
}

extension Job {
    /// The call alone, for where it stands in a condition.
    fileprivate static let stateEventCall: SQL = "append_event('job:' || id, 'state', '')"
}
