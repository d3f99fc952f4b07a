public import Domain
public import Foundation
public import Postgres

/// Looks at everything that can keep a session from being opened, in one statement.
public struct AdmissionRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// What stands in the way of a session, and the time that all workers share.
    public struct Obstacles: Sendable {
        /// `nil` when the device has always answered.
        public let breaker: Breaker?
        /// `nil` when the login was not refused.
        public let lockout: Lockout?
        public let now: Date
    }

    /// The breaker of an address and the lockout of a login: two look-ups of unique keys, no write.
    public func find(_ key: BreakerKey, _ login: LockoutKey) async throws(Problem) -> Obstacles {
        try await db.one(
            """
            -- AdmissionRepository.find
            SELECT clock_timestamp() AS asked_at, breaker.id AS breaker_id, lockout.id AS lockout_id,
                breaker.failure_count, breaker.failed_at, breaker.last_failure AS breaker_failure,
                breaker.opened_at, breaker.open_count, breaker.next_probe_at, breaker.probe_id, breaker.probe_deadline,
                lockout.credential_set_id, lockout.refusal_count, lockout.refused_at,
                lockout.last_failure AS lockout_failure, lockout.locked_at, lockout.locked_until
            FROM (SELECT) AS always
            LEFT JOIN device_breaker AS breaker ON breaker.context = \(key.context)
                AND breaker.address = \(key.address) AND breaker.port = \(key.port)
            LEFT JOIN login_lockout AS lockout ON lockout.device_id = \(login.deviceID)
                AND lockout.login = \(login.login.storable)
                AND lockout.caller_id IS NOT DISTINCT FROM \(login.caller.person)
            """
        ) { row throws(PostgresError) in
            let isBreaker = try row.decode("breaker_id", as: Breaker.ID?.self) != nil
            let isLockout = try row.decode("lockout_id", as: Lockout.ID?.self) != nil
            return Obstacles(
                breaker: isBreaker
                    ? try Breaker(row: row, idColumn: "breaker_id", key: key, failureColumn: "breaker_failure") : nil,
                lockout: isLockout
                    ? try Lockout(row: row, idColumn: "lockout_id", key: login, failureColumn: "lockout_failure") : nil,
                now: try row.decode("asked_at"))
        }
    }
}
