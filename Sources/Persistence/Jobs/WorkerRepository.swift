public import Domain
public import Postgres

/// Stores the processes that run jobs.
public struct WorkerRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Adds a worker that starts now.
    public func insert(id: WorkerID, host: String, processID: Int, version: String) async throws(Problem) {
        try await db.run(
            """
            -- WorkerRepository.insert
            INSERT INTO worker (id, host, process_id, version)
            VALUES (\(id), \(host), \(processID), \(version))
            """)
    }

    /// Notes that the worker lives.
    public func heartbeat(_ id: WorkerID) async throws(Problem) {
        try await db.run(
            """
            -- WorkerRepository.heartbeat
            UPDATE worker
            SET heartbeat_at = now()
            WHERE id = \(id)
            """)
    }

    /// Notes that the worker ended in order.
    public func stop(_ id: WorkerID) async throws(Problem) {
        try await db.run(
            """
            -- WorkerRepository.stop
            UPDATE worker
            SET stopped_at = coalesce(stopped_at, now())
            WHERE id = \(id)
            """)
    }

    /// One page of workers, newest first.
    public func list(_ page: Page) async throws(Problem) -> Paged<WorkerProcess> {
        try await db.page(
            page,
            { row throws(PostgresError) in
                WorkerProcess(
                    id: try row.decode("id"), host: try row.decode("host"), processID: try row.decode("process_id"),
                    version: try row.decode("version"), startedAt: try row.decode("started_at"),
                    heartbeatAt: try row.decode("heartbeat_at"), stoppedAt: try row.decode("stopped_at"))
            }
        ) { limit, offset in
            """
            -- WorkerRepository.list
            SELECT id, host, process_id, version, started_at, heartbeat_at, stopped_at, count(*) OVER () AS total
            FROM worker
            ORDER BY started_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }
}
