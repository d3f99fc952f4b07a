public import Domain
public import Foundation
public import Postgres

/// Stores breakers; a device that answers has no row, and so costs no writes.
public struct BreakerRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Stores that a probe begins; `false` when another caller was faster, or the breaker is gone.
    ///
    /// Whatever callers of other processes do, of those who saw the same breaker exactly one gets `true`.
    public func claimProbe(from seen: Breaker, to claimed: Breaker) async throws(Problem) -> Bool {
        guard let probe = claimed.probe, let opening = seen.opening else { return false }
        return try await db.run(
            """
            -- BreakerRepository.claimProbe
            UPDATE device_breaker
            SET state = 'half_open', probe_id = \(probe.id), probe_deadline = \(probe.deadline)
            WHERE id = \(seen.id)
                AND state = \(seen.state.name)
                AND open_count = \(opening.count)
                AND probe_id IS NOT DISTINCT FROM \(seen.probe?.id)
            """) > 0
    }

    /// The breaker, made when there is none, locked until the transaction ends; and the time.
    public func lock(_ key: BreakerKey) async throws(Problem) -> (breaker: Breaker, now: Date) {
        // DO NOTHING would neither return nor lock a row that is there; this update changes nothing.
        try await db.returningOne(
            """
            -- BreakerRepository.lock
            INSERT INTO device_breaker (id, context, address, port)
            VALUES (\(Breaker.ID()), \(key.context), \(key.address), \(key.port))
            ON CONFLICT (context, address, port) DO UPDATE SET port = EXCLUDED.port
            RETURNING \(Breaker.columns), clock_timestamp() AS asked_at
            """
        ) { row throws(PostgresError) in
            (breaker: try Breaker(row: row), now: try row.decode("asked_at"))
        }
    }

    /// Stores what became of a breaker that this transaction has locked.
    public func store(_ breaker: Breaker) async throws(Problem) {
        try await db.run(
            """
            -- BreakerRepository.store
            UPDATE device_breaker
            SET state = \(breaker.state.name),
                failure_count = \(breaker.failureCount),
                failed_at = \(TimeArray(breaker.recentFailures))::timestamptz[],
                last_failure = \(breaker.lastFailure.storable),
                opened_at = \(breaker.opening?.since),
                open_count = \(breaker.opening?.count ?? 0),
                next_probe_at = \(breaker.opening?.nextProbeAt),
                probe_id = \(breaker.probe?.id),
                probe_deadline = \(breaker.probe?.deadline)
            WHERE id = \(breaker.id)
            """)
    }

    /// Forgets every failure, because the device was reached; the answer is what there was, `nil` when nothing was.
    public func clear(_ key: BreakerKey) async throws(Problem) -> Breaker? {
        try await db.returningFirst(
            """
            -- BreakerRepository.clear
            DELETE FROM device_breaker
            WHERE context = \(key.context) AND address = \(key.address) AND port = \(key.port)
            RETURNING \(Breaker.columns)
            """, Breaker.init(row:))
    }

    /// Forgets a breaker, because somebody reset it; `nil` when there is none.
    public func delete(_ id: Breaker.ID) async throws(Problem) -> Breaker? {
        try await db.returningFirst(
            """
            -- BreakerRepository.delete
            DELETE FROM device_breaker
            WHERE id = \(id)
            RETURNING \(Breaker.columns)
            """, Breaker.init(row:))
    }

    /// The breaker in front of an address; `nil` when nothing has failed there.
    public func find(_ key: BreakerKey) async throws(Problem) -> Breaker? {
        try await db.first(
            """
            -- BreakerRepository.find
            SELECT \(Breaker.columns)
            FROM device_breaker
            WHERE context = \(key.context) AND address = \(key.address) AND port = \(key.port)
            """, Breaker.init(row:))
    }

    /// One page of the breakers that are not closed, the newest first.
    public func listOpen(_ page: Page) async throws(Problem) -> Paged<Breaker> {
        try await db.page(page, Breaker.init(row:)) { limit, offset in
            """
            -- BreakerRepository.listOpen
            SELECT \(Breaker.columns), count(*) OVER () AS total
            FROM device_breaker
            WHERE state <> 'closed'
            ORDER BY opened_at DESC, id
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// The devices that are reached at one of these addresses, by name; at most 1,000.
    public func devices(behind keys: [BreakerKey]) async throws(Problem) -> [(
        key: BreakerKey, id: Device.ID, name: DeviceName
    )] {
        try await db.all(
            """
            -- BreakerRepository.devices
            SELECT device.id, device.name, device.host, device.port
            FROM unnest(\(keys.map(\.address.text))::text[], \(keys.map(\.port.number))) AS wanted (address, port)
            JOIN device ON device.host = wanted.address AND device.port = wanted.port
            ORDER BY lower(device.name)
            LIMIT 1000
            """
        ) { row throws(PostgresError) in
            (
                key: BreakerKey(address: try row.decode("host"), port: try row.decode("port")),
                id: try row.decode("id"), name: try row.decode("name")
            )
        }
    }
}
