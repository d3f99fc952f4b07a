public import Domain
public import Postgres

/// Tells why queued jobs wait for a key: who has it, and how many stand before them.
public struct JobWaitRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// The waits of those of these jobs that wait for a key; positions and lengths count no further than 10,000.
    public func find(_ ids: [Job.ID]) async throws(Problem) -> [Job.ID: JobWait] {
        let rows = try await db.all(
            """
            -- JobWaitRepository.find
            SELECT
                job.id, job.waiting_for, coalesce(job.waiting_since, job.created_at) AS since,
                (
                    SELECT count(*)
                    FROM (
                        SELECT 1
                        FROM job AS before
                        WHERE before.waiting_for = job.waiting_for AND (before.turn, before.id) <= (job.turn, job.id)
                        LIMIT \(JobFilter.countLimit)
                    ) AS counted
                ) AS position,
                (
                    SELECT count(*)
                    FROM (
                        SELECT 1 FROM job AS line WHERE line.waiting_for = job.waiting_for LIMIT \(JobFilter.countLimit)
                    ) AS counted
                ) AS line_length,
                key.next_start_at,
                CASE
                    WHEN key.next_start_at IS NULL THEN ARRAY(
                        SELECT job_hold.job_id
                        FROM job_hold
                        WHERE job_hold.key = job.waiting_for
                        ORDER BY job_hold.since, job_hold.slot
                        LIMIT 10
                    )
                    ELSE '{}'
                END AS holders
            FROM job
            LEFT JOIN LATERAL (
                SELECT CASE
                    WHEN allowed_starts < 1 AND (
                        concurrency IS NULL
                        OR concurrency > (SELECT count(*) FROM job_hold WHERE job_hold.key = job_key_state.name)
                    )
                        THEN coalesce(
                            wake_at,
                            clock_timestamp() + (1 - allowed_starts) * rate_seconds / rate * interval '1 second')
                END AS next_start_at
                FROM job_key_state
                WHERE job_key_state.name = job.waiting_for
            ) AS key ON true
            WHERE job.id = ANY (\(ids)) AND job.waiting_for IS NOT NULL
            """
        ) { row throws(PostgresError) in
            (
                try row.decode("id", as: Job.ID.self),
                JobWait(
                    key: try row.decode("waiting_for"), since: try row.decode("since"),
                    position: try row.decode("position"), lineLength: try row.decode("line_length"),
                    holders: try row.decode("holders"), nextStartAt: try row.decode("next_start_at"))
            )
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}
