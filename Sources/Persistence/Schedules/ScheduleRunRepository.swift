public import Domain
public import Foundation
public import Postgres

/// Stores what became of each due time of the schedules.
public struct ScheduleRunRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Adds a row for a due time; a second one for the same due time is a conflict.
    public func insert(_ run: NewScheduleRun, decidedAt: Date) async throws(Problem) -> ScheduleRun {
        try await db.returningOne(
            """
            -- ScheduleRunRepository.insert
            INSERT INTO schedule_run (
                id, schedule_id, due_at, first_due_at, occurrences, decided_at, reason, detail, requested_by, left_out,
                job_ids
            )
            VALUES (
                \(run.id), \(run.scheduleID), \(run.dueAt), \(run.firstDueAt), \(run.occurrences), \(decidedAt),
                \(run.reason), \(run.detail.storable), \(run.requestedBy), \(run.leftOut), \(run.jobIDs)
            )
            RETURNING \(ScheduleRun.columns)
            """, ScheduleRun.init(row:))
    }

    /// One page of a schedule's runs, newest due time first.
    public func list(_ scheduleID: Schedule.ID, _ page: Page) async throws(Problem) -> Paged<ScheduleRun> {
        try await db.page(page, ScheduleRun.init(row:)) { limit, offset in
            """
            -- ScheduleRunRepository.list
            SELECT \(ScheduleRun.columns), count(*) OVER () AS total
            FROM schedule_run
            WHERE schedule_id = \(scheduleID)
            ORDER BY due_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// Which due times of a span are decided already.
    public func decided(
        _ scheduleID: Schedule.ID, from first: Date, to last: Date
    ) async throws(Problem) -> Set<Date> {
        Set(
            try await db.all(
                """
                -- ScheduleRunRepository.decided
                SELECT due_at
                FROM schedule_run
                WHERE schedule_id = \(scheduleID) AND due_at BETWEEN \(first) AND \(last)
                """
            ) { row throws(PostgresError) in try row.decode("due_at", as: Date.self) })
    }

    /// One run of a schedule.
    public func find(_ id: ScheduleRun.ID, of scheduleID: Schedule.ID) async throws(Problem) -> ScheduleRun? {
        try await db.first(
            """
            -- ScheduleRunRepository.find
            SELECT \(ScheduleRun.columns)
            FROM schedule_run
            WHERE id = \(id) AND schedule_id = \(scheduleID)
            """, ScheduleRun.init(row:))
    }

    /// The newest run of each of some schedules, whether or not it had jobs.
    public func latest(of ids: [Schedule.ID]) async throws(Problem) -> [ScheduleRun] {
        try await db.all(
            """
            -- ScheduleRunRepository.latest
            SELECT \(ScheduleRun.columns)
            FROM unnest(\(ids)) AS wanted (wanted_id)
            CROSS JOIN LATERAL (
                SELECT id, schedule_id, due_at, first_due_at, occurrences, decided_at, reason, detail, requested_by,
                    left_out, job_ids
                FROM schedule_run
                WHERE schedule_run.schedule_id = wanted.wanted_id
                ORDER BY schedule_run.due_at DESC
                LIMIT 1
            ) AS newest
            """, ScheduleRun.init(row:))
    }
}

extension ScheduleRun {
    fileprivate static let columns: SQL = """
        id, schedule_id, due_at, first_due_at, occurrences, decided_at, reason, detail, requested_by,
        \(.userName(of: "requested_by", as: "requested_by_name")), left_out, job_ids
        """

    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), scheduleID: try row.decode("schedule_id"), dueAt: try row.decode("due_at"),
            firstDueAt: try row.decode("first_due_at"), occurrences: try row.decode("occurrences"),
            decidedAt: try row.decode("decided_at"), reason: try row.decode("reason"),
            detail: try row.decode("detail"), requestedBy: try row.user("requested_by", "requested_by_name"),
            leftOut: try row.decode("left_out"), jobIDs: try row.decode("job_ids"))
    }
}
