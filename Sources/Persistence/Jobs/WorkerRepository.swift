public import Domain
import Foundation
public import Postgres

/// Stores the processes that run jobs.
public struct WorkerRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Adds a worker that starts now.
    public func insert(
        id: WorkerID, host: String, processID: Int, version: String, slots: Int = 1
    ) async throws(Problem) {
        try await db.run(
            """
            -- WorkerRepository.insert
            INSERT INTO worker (id, host, process_id, version, slots)
            VALUES (\(id), \(host.storable), \(processID), \(version), \(slots))
            """)
    }

    /// Notes that the worker lives and what it does; the answer is what people want of it and which of its jobs they want
    /// stopped, `nil` when it was given up or stopped.
    public func heartbeat(
        _ id: WorkerID, running: Int, finished: Int
    ) async throws(Problem) -> (wish: WorkerProcess.Wish, stop: [Job.ID])? {
        try await db.returningFirst(
            """
            -- WorkerRepository.heartbeat
            UPDATE worker
            SET heartbeat = heartbeat + 1, heartbeat_at = clock_timestamp(), running = \(running), finished = \(finished)
            WHERE id = \(id) AND stopped_at IS NULL AND lost_at IS NULL
            RETURNING wanted,
                ARRAY(SELECT job.id FROM job WHERE job.worker_id = worker.id AND cancel_requested_at IS NOT NULL) AS stop
            """
        ) { row throws(PostgresError) in
            (wish: try row.decode("wanted"), stop: try row.decode("stop", as: [UUID].self).map { Job.ID($0) })
        }
    }

    /// The heartbeat counters of all workers that live or are thought to.
    public func heartbeats() async throws(Problem) -> [WorkerID: Int] {
        let rows = try await db.all(
            """
            -- WorkerRepository.heartbeats
            SELECT id, heartbeat
            FROM worker
            WHERE stopped_at IS NULL AND lost_at IS NULL
            """
        ) { row throws(PostgresError) in
            (try row.decode("id", as: WorkerID.self), try row.decode("heartbeat", as: Int.self))
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Gives a worker up whose counter still stands at `heartbeat`; `false` when it has moved or someone was faster.
    public func giveUp(_ id: WorkerID, at heartbeat: Int) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- WorkerRepository.giveUp
            UPDATE worker
            SET lost_at = clock_timestamp()
            WHERE id = \(id) AND heartbeat = \(heartbeat) AND stopped_at IS NULL AND lost_at IS NULL
            """) > 0
    }

    /// Workers that are given up or stopped and still have running jobs to their name.
    public func withLeftovers() async throws(Problem) -> [WorkerID] {
        try await db.all(
            """
            -- WorkerRepository.withLeftovers
            SELECT id
            FROM worker
            WHERE (stopped_at IS NOT NULL OR lost_at IS NOT NULL) AND NOT is_settled
                AND EXISTS (SELECT 1 FROM job WHERE job.worker_id = worker.id)
            """
        ) { row throws(PostgresError) in try row.decode("id") }
    }

    /// Notes which of those workers have nothing left, so that they are not asked about any more.
    ///
    /// A while after their end: a claim that was under way then may still have been committed, within the time that a
    /// statement may take.
    public func settle() async throws(Problem) {
        try await db.run(
            """
            -- WorkerRepository.settle
            UPDATE worker
            SET is_settled = true
            WHERE coalesce(stopped_at, lost_at) < clock_timestamp() - interval '2 minutes' AND NOT is_settled
                AND NOT EXISTS (SELECT 1 FROM job WHERE job.worker_id = worker.id)
            """)
    }

    /// Notes that the worker ended in order.
    public func stop(_ id: WorkerID) async throws(Problem) {
        try await db.run(
            """
            -- WorkerRepository.stop
            UPDATE worker
            SET stopped_at = clock_timestamp(), running = 0
            WHERE id = \(id) AND stopped_at IS NULL AND lost_at IS NULL
            """)
    }

    /// Says what is wanted of a living worker, and wakes it; `false` when there is no such one.
    public func want(_ wish: WorkerProcess.Wish, of id: WorkerID) async throws(Problem) -> Bool {
        try await db.returningFirst(
            """
            -- WorkerRepository.want
            UPDATE worker
            SET wanted = \(wish)
            WHERE id = \(id) AND stopped_at IS NULL AND lost_at IS NULL
            RETURNING id, pg_notify('netstacks_worker', id::text)
            """
        ) { row throws(PostgresError) in try row.decode("id", as: WorkerID.self) } != nil
    }

    /// The worker with this id.
    public func find(_ id: WorkerID) async throws(Problem) -> WorkerProcess? {
        try await db.first(
            """
            -- WorkerRepository.find
            SELECT \(WorkerProcess.columns)
            FROM worker
            WHERE id = \(id)
            """, WorkerProcess.init(row:))
    }

    /// One page of workers: the living first, then the newest.
    public func list(_ page: Page) async throws(Problem) -> Paged<WorkerProcess> {
        try await db.page(page, WorkerProcess.init(row:)) { limit, offset in
            """
            -- WorkerRepository.list
            SELECT \(WorkerProcess.columns), count(*) OVER () AS total
            FROM worker
            ORDER BY (stopped_at IS NULL AND lost_at IS NULL) DESC, started_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }
}

extension WorkerProcess {
    fileprivate static let columns: SQL = """
        id, host, process_id, version, started_at, heartbeat_at, slots, running, finished, wanted, stopped_at, lost_at
        """

    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), host: try row.decode("host"), processID: try row.decode("process_id"),
            version: try row.decode("version"), startedAt: try row.decode("started_at"),
            heartbeatAt: try row.decode("heartbeat_at"), slots: try row.decode("slots"),
            running: try row.decode("running"), finished: try row.decode("finished"), wanted: try row.decode("wanted"),
            stoppedAt: try row.decode("stopped_at"), lostAt: try row.decode("lost_at"))
    }
}
