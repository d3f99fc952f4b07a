public import Domain
public import Foundation
import Postgres

extension ScheduleRepository {
    /// The database's clock, which all processes share.
    public func now() async throws(Problem) -> Date {
        try await db.one(
            """
            -- ScheduleRepository.now
            SELECT clock_timestamp() AS now
            """
        ) { row throws(PostgresError) in try row.decode("now") }
    }

    /// Takes a schedule that is to be looked at now, the longest waiting one first; no two transactions get the same.
    ///
    /// Those in `others` are left out, because they failed a moment ago.
    public func claim(at now: Date, besides others: [Schedule.ID]) async throws(Problem) -> Schedule.ID? {
        try await db.returningFirst(
            """
            -- ScheduleRepository.claim
            SELECT id
            FROM schedule
            WHERE wakes_at <= \(now) AND id <> ALL (\(others))
            ORDER BY wakes_at, id
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """
        ) { row throws(PostgresError) in try row.decode("id") }
    }

    /// Notes what is decided: when it is due next, and when to look at it.
    public func advance(_ id: Schedule.ID, nextDueAt: Date?, wakesAt: Date?) async throws(Problem) {
        try await db.run(
            """
            -- ScheduleRepository.advance
            UPDATE schedule
            SET next_due_at = \(nextDueAt), wakes_at = \(wakesAt)
            WHERE id = \(id)
            """)
    }

    /// Seconds by the database's clock until a schedule is to be looked at, 0 or less when one is now; `nil` when none will be.
    public func secondsUntilNext(besides others: [Schedule.ID]) async throws(Problem) -> Double? {
        try await db.one(
            """
            -- ScheduleRepository.secondsUntilNext
            SELECT extract(epoch FROM min(wakes_at) - clock_timestamp())::double precision AS seconds
            FROM schedule
            WHERE wakes_at IS NOT NULL AND id <> ALL (\(others))
            """
        ) { row throws(PostgresError) in try row.decode("seconds") }
    }

    /// The devices that a selection means now, by name, and whether somebody can sign in to each.
    public func devices(
        of selection: ScheduleSelection
    ) async throws(Problem) -> [(id: Device.ID, canSignIn: Bool)] {
        let condition: SQL =
            switch selection {
            case .devices(let ids): "id = ANY (\(ids))"
            case .tags(let tags): "tags && \(tags)::text[]"
            case .all: "true"
            }
        return try await db.all(
            """
            -- ScheduleRepository.devices
            SELECT id, credential_set_id IS NOT NULL AS can_sign_in
            FROM device
            WHERE \(condition)
            ORDER BY lower(name)
            """
        ) { row throws(PostgresError) in (id: try row.decode("id"), canSignIn: try row.decode("can_sign_in")) }
    }
}
