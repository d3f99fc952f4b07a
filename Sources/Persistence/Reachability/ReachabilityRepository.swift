public import Domain
public import Foundation
public import Postgres

/// Stores whether devices can be reached, and its history; a device that nobody has tried has no row.
public struct ReachabilityRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// What is known of a device; `nil` when nothing is.
    public func find(_ id: Device.ID) async throws(Problem) -> Reachability? {
        try await db.first(
            """
            -- ReachabilityRepository.find
            SELECT \(Reachability.columns)
            FROM device_reachability
            WHERE device_id = \(id)
            """, Reachability.init(row:))
    }

    /// The states of these devices; those of which nothing is known are left out.
    public func states(of ids: [Device.ID]) async throws(Problem) -> [Device.ID: Reachability.State] {
        let found = try await db.all(
            """
            -- ReachabilityRepository.states
            SELECT device_id, state
            FROM device_reachability
            WHERE device_id = ANY (\(ids))
            """
        ) { row throws(PostgresError) in
            (
                id: try row.decode("device_id", as: Device.ID.self),
                state: try row.decode("state", as: Reachability.State.self)
            )
        }
        return Dictionary(found.map { ($0.id, $0.state) }) { first, _ in first }
    }

    /// How many devices are in each state but `up` and `unknown`.
    public func counts() async throws(Problem) -> [Reachability.State: Int] {
        let found = try await db.all(
            """
            -- ReachabilityRepository.counts
            SELECT state, count(*) AS total
            FROM device_reachability
            WHERE state <> 'up' AND state <> 'unknown'
            GROUP BY state
            """
        ) { row throws(PostgresError) in
            (state: try row.decode("state", as: Reachability.State.self), total: try row.decode("total", as: Int.self))
        }
        return Dictionary(found.map { ($0.state, $0.total) }) { first, _ in first }
    }

    /// Those of these devices for which a success is news: not known to be up, or last stated `staleAfter` seconds ago.
    public func unaware(of ids: [Device.ID], staleAfter: Double) async throws(Problem) -> [Device.ID] {
        try await db.all(
            """
            -- ReachabilityRepository.unaware
            SELECT id
            FROM device
            WHERE id = ANY (\(ids)) AND \(Reachability.isNews(staleAfter: staleAfter))
            """
        ) { row throws(PostgresError) in try row.decode("id") }
    }

    /// What is known of a device, made when nothing is, locked until the transaction ends; and the time.
    public func lock(_ id: Device.ID) async throws(Problem) -> (reachability: Reachability, now: Date) {
        // DO NOTHING would neither return nor lock a row that is there; this update changes nothing.
        try await db.returningOne(
            """
            -- ReachabilityRepository.lock
            INSERT INTO device_reachability (device_id)
            VALUES (\(id))
            ON CONFLICT (device_id) DO UPDATE SET device_id = EXCLUDED.device_id
            RETURNING \(Reachability.columns), clock_timestamp() AS asked_at
            """
        ) { row throws(PostgresError) in
            (reachability: try Reachability(row: row), now: try row.decode("asked_at"))
        }
    }

    /// Stores what became of what this transaction has locked.
    public func store(_ reachability: Reachability) async throws(Problem) {
        let stages = try reachability.lastStages.map { stages throws(Problem) in try JSONText(encoding: stages) }
        try await db.run(
            """
            -- ReachabilityRepository.store
            UPDATE device_reachability
            SET settled = \(reachability.settled),
                is_damped = \(reachability.isDamped),
                since = \(reachability.since),
                failure_count = \(reachability.failureCount),
                success_count = \(reachability.successCount),
                penalty = \(reachability.penalty),
                checked_at = \(reachability.checkedAt),
                stages = \(stages),
                stages_at = \(reachability.stagesAt),
                last_failure = \(reachability.lastFailure.storable)
            WHERE device_id = \(reachability.deviceID)
            """)
    }
}

extension Reachability {
    static let columns: SQL = """
        device_id, settled, is_damped, since, failure_count, success_count, penalty, checked_at, stages, stages_at,
        last_failure
        """

    /// Beside a row of `device`: whether a success of it is worth a write.
    static func isNews(staleAfter seconds: Double) -> SQL {
        """
        NOT EXISTS (
            SELECT
            FROM device_reachability
            WHERE device_id = device.id AND state = 'up' AND failure_count = 0
                AND checked_at > now() - make_interval(secs => \(seconds))
        )
        """
    }

    init(row: Row) throws(PostgresError) {
        self.init(
            deviceID: try row.decode("device_id"), settled: try row.decode("settled"),
            isDamped: try row.decode("is_damped"), since: try row.decode("since"),
            failureCount: try row.decode("failure_count"), successCount: try row.decode("success_count"),
            penalty: try row.decode("penalty"), checkedAt: try row.decode("checked_at"),
            lastStages: try row.decode("stages", as: JSONColumn<ConnectionStages>?.self)?.value,
            stagesAt: try row.decode("stages_at"), lastFailure: try row.decode("last_failure"))
    }
}
