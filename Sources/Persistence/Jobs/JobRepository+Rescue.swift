public import Domain
import Foundation
import Postgres

extension JobRepository {
    /// Takes all running jobs from a worker that was given up; the answer has them as they are now.
    ///
    /// What may be repeated and has attempts left is queued again; the rest ends as interrupted.
    public func rescue(from loser: WorkerID) async throws(Problem) -> [Job] {
        try await rescued(
            """
            -- JobRepository.rescueFromWorker
            SELECT rescue_jobs(
                \(loser), ARRAY(SELECT id FROM job WHERE worker_id = \(loser)),
                coalesce(
                    (
                        SELECT 'The worker on ' || worker.host || ' (process ' || worker.process_id
                            || ') died or lost the database while it ran this.'
                        FROM worker
                        WHERE worker.id = \(loser)
                    ),
                    'The worker died while it ran this.'
                )
            ) AS ids
            """)
    }

    /// Takes back what the database thinks that a living worker runs and the worker knows nothing of, its claim's answer being lost.
    public func rescueUnknown(of worker: WorkerID, running ids: [Job.ID]) async throws(Problem) -> [Job] {
        try await rescued(
            """
            -- JobRepository.rescueUnknown
            SELECT rescue_jobs(
                \(worker),
                ARRAY(
                    SELECT id
                    FROM job
                    WHERE worker_id = \(worker) AND id <> ALL (\(ids))
                        AND claimed_at < clock_timestamp() - interval '10 seconds'
                ),
                'The worker lost the database just when it was given this.'
            ) AS ids
            """)
    }

    /// Which of a worker's running jobs someone wants stopped.
    public func wantedStopped(of worker: WorkerID) async throws(Problem) -> [Job.ID] {
        try await db.all(
            """
            -- JobRepository.wantedStopped
            SELECT id
            FROM job
            WHERE worker_id = \(worker) AND cancel_requested_at IS NOT NULL
            """
        ) { row throws(PostgresError) in try row.decode("id") }
    }

    /// Mends what no rule should leave behind: keys held by jobs that do not run, lines in front of free keys. Counts the former.
    @discardableResult
    public func sweep() async throws(Problem) -> Int {
        try await db.one(
            """
            -- JobRepository.sweep
            SELECT sweep_queue() AS orphans
            """
        ) { row throws(PostgresError) in try row.decode("orphans") }
    }

    private func rescued(_ statement: SQL) async throws(Problem) -> [Job] {
        let ids = try await db.one(statement) { row throws(PostgresError) in
            try row.decode("ids", as: [UUID].self).map { Job.ID($0) }
        }
        guard !ids.isEmpty else { return [] }
        return try await db.all(
            """
            -- JobRepository.rescued
            SELECT \(Job.columns)
            FROM job_record
            WHERE id = ANY (\(ids))
            ORDER BY id
            """, Job.init(row:))
    }
}
