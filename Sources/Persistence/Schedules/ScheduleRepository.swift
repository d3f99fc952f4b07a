public import Domain
public import Foundation
public import Postgres

/// Stores schedules. Whatever changes when one is due wakes the schedulers by NOTIFY `netstacks_schedule`.
public struct ScheduleRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// One page of schedules, by name.
    public func list(_ page: Page) async throws(Problem) -> Paged<Schedule> {
        try await db.page(page, Schedule.init(row:)) { limit, offset in
            """
            -- ScheduleRepository.list
            SELECT \(Schedule.columns), count(*) OVER () AS total
            FROM schedule
            ORDER BY lower(name), id
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// The schedule with this id.
    public func find(_ id: Schedule.ID) async throws(Problem) -> Schedule? {
        try await db.first(
            """
            -- ScheduleRepository.find
            SELECT \(Schedule.columns)
            FROM schedule
            WHERE id = \(id)
            """, Schedule.init(row:))
    }

    /// The schedule with this id, held against other writers until the transaction ends.
    public func lock(_ id: Schedule.ID) async throws(Problem) -> Schedule? {
        try await db.returningFirst(
            """
            -- ScheduleRepository.lock
            SELECT \(Schedule.columns)
            FROM schedule
            WHERE id = \(id)
            FOR UPDATE
            """, Schedule.init(row:))
    }

    /// Adds a schedule that is on; a name that is taken is a conflict.
    public func insert(
        _ id: Schedule.ID, _ terms: ScheduleTerms, nextDueAt: Date?, by user: User.ID?
    ) async throws(Problem) -> Schedule {
        let assignments = try terms.assignments()
        let columns = SQL.join(assignments.map(\.column), separator: ", ")
        let values = SQL.join(assignments.map(\.value), separator: ", ")
        return try await db.returningOne(
            """
            -- ScheduleRepository.insert
            INSERT INTO schedule (id, next_due_at, wakes_at, updated_by, \(columns))
            VALUES (\(id), \(nextDueAt), \(nextDueAt), \(user), \(values))
            RETURNING \(Schedule.columns), \(Self.wake)
            """, naming: terms.name, Schedule.init(row:))
    }

    /// Changes a schedule; `nil` when there is none, and a name that is taken is a conflict.
    public func update(
        _ id: Schedule.ID, _ terms: ScheduleTerms, nextDueAt: Date?, by user: User.ID?
    ) async throws(Problem) -> Schedule? {
        let assignments = try terms.assignments().map { pair -> SQL in "\(pair.column) = \(pair.value)" }
        return try await db.returningFirst(
            """
            -- ScheduleRepository.update
            UPDATE schedule
            SET \(SQL.join(assignments, separator: ", ")), next_due_at = \(nextDueAt), wakes_at = \(nextDueAt),
                updated_at = now(), updated_by = \(user)
            WHERE id = \(id)
            RETURNING \(Schedule.columns), \(Self.wake)
            """, naming: terms.name, Schedule.init(row:))
    }

    /// Turns a schedule on or off; `nil` when there is none.
    public func setEnabled(
        _ id: Schedule.ID, _ isEnabled: Bool, nextDueAt: Date?, by user: User.ID?
    ) async throws(Problem) -> Schedule? {
        try await db.returningFirst(
            """
            -- ScheduleRepository.setEnabled
            UPDATE schedule
            SET is_enabled = \(isEnabled), next_due_at = \(nextDueAt), wakes_at = \(nextDueAt), updated_at = now(),
                updated_by = \(user)
            WHERE id = \(id)
            RETURNING \(Schedule.columns), \(Self.wake)
            """, Schedule.init(row:))
    }

    /// Removes a schedule with the record of its runs; its jobs stay.
    public func delete(_ id: Schedule.ID) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- ScheduleRepository.delete
            DELETE FROM schedule
            WHERE id = \(id)
            """) > 0
    }

    private static let wake: SQL = "pg_notify('netstacks_schedule', id::text) AS woken"
}
