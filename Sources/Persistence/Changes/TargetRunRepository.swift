public import Domain
public import Postgres

/// Stores where the run of each target stands. Every write carries the fencing token of the device's lease.
public struct TargetRunRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Makes the runs of a plan: pending, or skipped where nothing is to be sent. Runs that exist stay; the answer is how many were made.
    @discardableResult
    public func insertPending(_ changeID: Change.ID, revision: Int) async throws(Problem) -> Int {
        try await db.run(
            """
            -- TargetRunRepository.insertPending
            INSERT INTO target_run (target_id, change_id, device_id, state, detail, finished_at)
            SELECT id, change_id, device_id,
                CASE WHEN commands = '{}' THEN 'skipped' ELSE 'pending' END,
                CASE WHEN commands = '{}' THEN 'The device already is as this change wants it. Nothing is sent.' ELSE '' END,
                CASE WHEN commands = '{}' THEN now() END
            FROM change_target
            WHERE change_id = \(changeID) AND revision = \(revision)
            ON CONFLICT (target_id) DO NOTHING
            """)
    }

    /// The runs of a plan, by the positions of their targets.
    public func list(_ changeID: Change.ID, revision: Int) async throws(Problem) -> [TargetRun] {
        try await db.all(
            """
            -- TargetRunRepository.list
            SELECT \(TargetRun.columns)
            FROM target_run
            JOIN change_target ON change_target.id = target_run.target_id
            WHERE target_run.change_id = \(changeID) AND change_target.revision = \(revision)
            ORDER BY change_target.position
            """, TargetRun.init(row:))
    }

    /// The run of a target; `nil` before its change was started.
    public func find(_ targetID: ChangeTarget.ID) async throws(Problem) -> TargetRun? {
        try await db.first(
            """
            -- TargetRunRepository.find
            SELECT \(TargetRun.columns)
            FROM target_run
            WHERE target_id = \(targetID)
            """, TargetRun.init(row:))
    }

    /// How many targets of a change have not come to an end.
    public func unsettledCount(_ changeID: Change.ID) async throws(Problem) -> Int {
        let settled = TargetState.allCases.filter(\.isSettled).map(\.rawValue)
        return try await db.one(
            """
            -- TargetRunRepository.unsettledCount
            SELECT count(*) AS total
            FROM target_run
            WHERE change_id = \(changeID) AND state <> ALL (\(settled)::text[])
            """
        ) { row throws(PostgresError) in try row.decode("total") }
    }

    /// Cancels the targets of a change to which nothing was sent yet; the answer says which.
    public func cancelPending(_ changeID: Change.ID, detail: String) async throws(Problem) -> [ChangeTarget.ID] {
        try await db.returningAll(
            """
            -- TargetRunRepository.cancelPending
            UPDATE target_run
            SET state = 'cancelled', detail = \(detail.storable), finished_at = now()
            WHERE change_id = \(changeID) AND state IN ('pending', 'held_lease')
            RETURNING target_id
            """
        ) { row throws(PostgresError) in try row.decode("target_id") }
    }
}

extension TargetRun {
    static let columns: SQL = """
        target_run.target_id, target_run.change_id, target_run.device_id, target_run.state, target_run.detail,
        target_run.attempt, target_run.fencing_token, target_run.lines_accepted, target_run.line_in_flight,
        target_run.observed_diff, target_run.checks, target_run.observed_hash, target_run.started_at,
        target_run.finished_at
        """

    init(row: Row) throws(PostgresError) {
        self.init(
            targetID: try row.decode("target_id"), changeID: try row.decode("change_id"),
            deviceID: try row.decode("device_id"), state: try row.decode("state"), detail: try row.decode("detail"),
            attempt: try row.decode("attempt"), fencingToken: try row.decode("fencing_token"),
            linesAccepted: try row.decode("lines_accepted"), lineInFlight: try row.decode("line_in_flight"),
            observedDiff: try row.json("observed_diff"), checks: try row.json("checks"),
            observed: try row.decode("observed_hash"), startedAt: try row.decode("started_at"),
            finishedAt: try row.decode("finished_at"))
    }
}
