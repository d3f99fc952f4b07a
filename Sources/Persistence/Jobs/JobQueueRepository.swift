public import Domain
import Foundation
public import Postgres

/// Counts the jobs of each kind, by what they wait for and how they ended.
public struct JobQueueRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// The kinds of which there are live jobs, or some that ended in the last hour; without their pauses.
    public func list() async throws(Problem) -> [JobKind: JobQueue] {
        var queues: [JobKind: JobQueue] = [:]
        for queue in try await live() { queues[queue.kind] = queue }
        for ended in try await ended() {
            queues[ended.kind, default: JobQueue(kind: ended.kind)].succeeded = ended.succeeded
            queues[ended.kind, default: JobQueue(kind: ended.kind)].givenUp = ended.givenUp
        }
        return queues
    }

    private func live() async throws(Problem) -> [JobQueue] {
        try await db.all(
            """
            -- JobQueueRepository.live
            SELECT
                kind,
                count(*) FILTER (WHERE is_startable AND scheduled_at <= statement_timestamp()) AS due,
                count(*) FILTER (WHERE waiting_for IS NOT NULL) AS waiting_for_keys,
                count(*) FILTER (WHERE prerequisites_left > 0) AS waiting_for_jobs,
                count(*) FILTER (WHERE is_startable AND scheduled_at > statement_timestamp()) AS later,
                count(*) FILTER (WHERE state = 'running') AS running,
                count(*) FILTER (WHERE state = 'awaiting') AS awaiting,
                min(scheduled_at) FILTER (WHERE is_startable AND scheduled_at <= statement_timestamp()) AS oldest_due_at
            FROM job
            CROSS JOIN LATERAL (
                SELECT state = 'queued' AND waiting_for IS NULL AND prerequisites_left = 0 AS is_startable
            ) AS standing
            GROUP BY kind
            """
        ) { row throws(PostgresError) in
            var queue = JobQueue(kind: try row.decode("kind"))
            queue.due = try row.decode("due")
            queue.waitingForKeys = try row.decode("waiting_for_keys")
            queue.waitingForJobs = try row.decode("waiting_for_jobs")
            queue.later = try row.decode("later")
            queue.running = try row.decode("running")
            queue.awaiting = try row.decode("awaiting")
            queue.oldestDueAt = try row.decode("oldest_due_at")
            return queue
        }
    }

    /// Ids begin with the time at which they were made, so only the last day of the index is read, of the partitions that
    /// hold the last hour.
    private func ended() async throws(Problem) -> [(kind: JobKind, succeeded: Int, givenUp: Int)] {
        try await db.all(
            """
            -- JobQueueRepository.ended
            SELECT
                kind, count(*) FILTER (WHERE state = 'succeeded') AS succeeded,
                count(*) FILTER (WHERE state IN ('failed', 'interrupted')) AS given_up
            FROM job_history
            WHERE finished_at > statement_timestamp() - interval '1 hour' AND id >= rpad(
                lpad(
                    to_hex((extract(epoch FROM statement_timestamp() - interval '1 day') * 1000)::bigint), 12, '0'),
                32, '0')::uuid
            GROUP BY kind
            """
        ) { row throws(PostgresError) in
            (
                kind: try row.decode("kind"), succeeded: try row.decode("succeeded"),
                givenUp: try row.decode("given_up")
            )
        }
    }
}
