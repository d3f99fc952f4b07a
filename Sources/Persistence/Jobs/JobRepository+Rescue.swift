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

    /// What the database thinks that a worker runs.
    public func claims(of worker: WorkerID) async throws(Problem) -> [JobClaim] {
        try await db.all(
            """
            -- JobRepository.claims
            SELECT id, fencing_token
            FROM job
            WHERE worker_id = \(worker)
            """
        ) { row throws(PostgresError) in
            JobClaim(try row.decode("id"), token: try row.decode("fencing_token"))
        }
    }

    /// Takes back what a living worker was given and never heard of, the answer to its claim being lost.
    ///
    /// The worker must have made sure that it will not start them when the answer comes after all.
    public func rescueUnknown(of worker: WorkerID, _ ids: [Job.ID]) async throws(Problem) -> [Job] {
        guard !ids.isEmpty else { return [] }
        return try await rescued(
            """
            -- JobRepository.rescueUnknown
            SELECT rescue_jobs(
                \(worker), \(ids), 'The worker lost the database just when it was given this.'
            ) AS ids
            """)
    }

    /// Ended jobs of these kinds of which it has not been said elsewhere that they are over; at most 100, oldest first.
    public func unsaid(kinds: [JobKind]) async throws(Problem) -> [Job] {
        try await db.all(
            """
            -- JobRepository.unsaid
            SELECT \(Job.columns)
            FROM job_record
            WHERE id IN (SELECT job_unsaid.job_id FROM job_unsaid) AND kind = ANY (\(kinds.map(\.rawValue))::text[])
                AND finished_at IS NOT NULL
            ORDER BY id
            LIMIT 100
            """, Job.init(row:))
    }

    /// Notes that it has been said elsewhere that these are over.
    public func noteSaid(_ ids: [Job.ID]) async throws(Problem) {
        try await db.run(
            """
            -- JobRepository.noteSaid
            DELETE FROM job_unsaid WHERE job_id = ANY (\(ids))
            """)
    }

    /// Mends what no rule should leave behind: shares of jobs that do not run, lines in front of free keys, a clock set back. Counts the first.
    @discardableResult
    public func sweep() async throws(Problem) -> Int {
        try await db.returningOne(
            """
            -- JobRepository.sweep
            SELECT sweep_queue() AS orphans
            """
        ) { row throws(PostgresError) in try row.decode("orphans") }
    }

    private func rescued(_ statement: SQL) async throws(Problem) -> [Job] {
        let ids = try await db.returningOne(statement) { row throws(PostgresError) in
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
