public import Domain
public import Foundation
public import Postgres

/// Stores refused logins and the lockouts that follow; a login that succeeds has no row.
public struct LockoutRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// The lockout, made when there is none, locked until the transaction ends; and the time.
    public func lock(_ key: LockoutKey) async throws(Problem) -> (lockout: Lockout, now: Date) {
        // DO NOTHING would neither return nor lock a row that is there; this update changes nothing.
        try await db.returningOne(
            """
            -- LockoutRepository.lock
            INSERT INTO login_lockout (id, caller_id, device_id, login)
            VALUES (\(Lockout.ID()), \(key.caller.person), \(key.deviceID), \(key.login.storable))
            ON CONFLICT (device_id, login, caller_id) DO UPDATE SET login = EXCLUDED.login
            RETURNING \(Lockout.columns), clock_timestamp() AS asked_at
            """
        ) { row throws(PostgresError) in
            (lockout: try Lockout(row: row), now: try row.decode("asked_at"))
        }
    }

    /// Stores what became of a lockout that this transaction has locked.
    public func store(_ lockout: Lockout) async throws(Problem) {
        try await db.run(
            """
            -- LockoutRepository.store
            UPDATE login_lockout
            SET credential_set_id = \(lockout.credentialSetID),
                refusal_count = \(lockout.refusalCount),
                refused_at = \(TimeArray(lockout.recentRefusals))::timestamptz[],
                last_failure = \(lockout.lastFailure.storable),
                locked_at = \(lockout.lockedAt),
                locked_until = \(lockout.lockedUntil)
            WHERE id = \(lockout.id)
            """)
    }

    /// Forgets every refusal, because the login succeeded; the answer is what there was, `nil` when nothing was.
    public func clear(_ key: LockoutKey) async throws(Problem) -> Lockout? {
        try await db.returningFirst(
            """
            -- LockoutRepository.clear
            DELETE FROM login_lockout
            WHERE device_id = \(key.deviceID)
                AND login = \(key.login.storable)
                AND caller_id IS NOT DISTINCT FROM \(key.caller.person)
            RETURNING \(Lockout.columns)
            """, Lockout.init(row:))
    }

    /// Forgets every refusal of a credential set, because its secret changed; the answer is what there was.
    @discardableResult
    public func clear(_ id: CredentialSet.ID) async throws(Problem) -> [Lockout] {
        try await db.returningAll(
            """
            -- LockoutRepository.clearSet
            DELETE FROM login_lockout
            WHERE credential_set_id = \(id)
            RETURNING \(Lockout.columns)
            """, Lockout.init(row:))
    }

    /// Forgets a lockout, because somebody ended it; `nil` when there is none.
    public func delete(_ id: Lockout.ID) async throws(Problem) -> Lockout? {
        try await db.returningFirst(
            """
            -- LockoutRepository.delete
            DELETE FROM login_lockout
            WHERE id = \(id)
            RETURNING \(Lockout.columns)
            """, Lockout.init(row:))
    }

    /// One page of the lockouts that hold now, the newest first; only those of a device when one is given.
    public func listLocked(on deviceID: Device.ID? = nil, _ page: Page) async throws(Problem) -> Paged<Lockout> {
        let scope: SQL = deviceID.map { "device_id = \($0)" } ?? "true"
        return try await db.page(page, Lockout.init(row:)) { limit, offset in
            """
            -- LockoutRepository.listLocked
            SELECT \(Lockout.columns), count(*) OVER () AS total
            FROM login_lockout
            WHERE locked_until > now() AND \(scope)
            ORDER BY locked_at DESC, id
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }
}
