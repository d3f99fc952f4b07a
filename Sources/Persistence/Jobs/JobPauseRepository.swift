public import Domain
public import Postgres

/// Stores the kinds of which no job is started.
public struct JobPauseRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// The pauses by kind; there are no more than kinds.
    public func list() async throws(Problem) -> [JobKind: JobPause] {
        let pauses = try await db.all(
            """
            -- JobPauseRepository.list
            SELECT kind, paused_at, paused_by, \(.userName(of: "paused_by", as: "paused_by_name"))
            FROM job_pause
            """
        ) { row throws(PostgresError) in
            JobPause(
                kind: try row.decode("kind"), since: try row.decode("paused_at"),
                by: try row.user("paused_by", "paused_by_name"))
        }
        return Dictionary(pauses.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Starts no more jobs of the kind; `false` when that is so already.
    public func insert(_ kind: JobKind, by user: User.ID) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- JobPauseRepository.insert
            INSERT INTO job_pause (kind, paused_by)
            VALUES (\(kind), \(user))
            ON CONFLICT (kind) DO NOTHING
            """) > 0
    }

    /// Lets jobs of the kind start again and wakes the workers; `false` when it was not paused.
    public func delete(_ kind: JobKind) async throws(Problem) -> Bool {
        try await db.returningFirst(
            """
            -- JobPauseRepository.delete
            WITH resumed AS (DELETE FROM job_pause WHERE kind = \(kind) RETURNING kind)
            SELECT kind, ring_workers() FROM resumed
            """
        ) { row throws(PostgresError) in try row.decode("kind", as: JobKind.self) } != nil
    }
}
