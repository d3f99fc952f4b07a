public import Domain
import Postgres

extension JobRepository {
    /// The jobs with these ids, live or over, oldest first; ids that name none are left out.
    public func find(ids: [Job.ID]) async throws(Problem) -> [Job] {
        guard !ids.isEmpty else { return [] }
        return try await db.all(
            """
            -- JobRepository.findMany
            SELECT \(Job.columns)
            FROM job_record
            WHERE id = ANY (\(ids))
            ORDER BY id
            """, Job.init(row:))
    }

    /// How the children of a job stand; `nil` when it has none.
    public func tally(of parent: Job.ID) async throws(Problem) -> JobTally? {
        try await db.first(
            """
            -- JobRepository.tally
            SELECT total, succeeded, failed, cancelled, interrupted
            FROM job_tally
            WHERE parent_id = \(parent)
            """
        ) { row throws(PostgresError) in
            JobTally(
                total: try row.decode("total"), succeeded: try row.decode("succeeded"),
                failed: try row.decode("failed"), cancelled: try row.decode("cancelled"),
                interrupted: try row.decode("interrupted"))
        }
    }

    /// The jobs that have to end before this one may start; at most `limit`.
    public func prerequisites(of id: Job.ID, limit: Int) async throws(Problem) -> [Job.ID] {
        try await db.all(
            """
            -- JobRepository.prerequisites
            SELECT needs_id
            FROM job_prerequisite
            WHERE job_id = \(id)
            ORDER BY needs_id
            LIMIT \(max(0, limit))
            """
        ) { row throws(PostgresError) in try row.decode("needs_id") }
    }

    /// The newest job that does this one again; `nil` when none does.
    public func replay(of id: Job.ID) async throws(Problem) -> Job.ID? {
        try await db.first(
            """
            -- JobRepository.replay
            SELECT id
            FROM job_record
            WHERE replay_of = \(id)
            ORDER BY id DESC
            LIMIT 1
            """
        ) { row throws(PostgresError) in try row.decode("id") }
    }

    /// Locks a job that is over, so that only one person at a time does it again; its unique key. Inside a transaction.
    public func lockEnded(_ id: Job.ID) async throws(Problem) -> String? {
        try await db.returningFirst(
            """
            -- JobRepository.lockEnded
            SELECT unique_key
            FROM job_history
            WHERE id = \(id)
            FOR UPDATE
            """
        ) { row throws(PostgresError) in try row.decode("unique_key", as: String?.self) } ?? nil
    }
}
