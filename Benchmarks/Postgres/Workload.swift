import Foundation
import Postgres

/// One kind of statement: how we run it, and the same for pgbench.
struct Workload: Sendable {
    private static let deviceCount = 100_000

    let name: String
    /// Runs the statement once and reads its answer.
    let run: @Sendable (_ pool: PostgresPool, _ random: inout Xorshift) async throws -> Void
    let peerScript: String

    /// By `rows`, each statement in a transaction of its own, and by `read`, where many may share one.
    static let all = [
        Workload(
            name: "SELECT 1 rows", run: { pool, _ in try check(await pool.rows(one)) }, peerScript: oneForPeer),
        Workload(
            name: "SELECT 1 read", run: { pool, _ in try check(await pool.read(one)) }, peerScript: oneForPeer),
        Workload(
            name: "look-up rows",
            run: { pool, random in
                let id = randomID(&random)
                try check(await pool.rows(find(id)), id)
            }, peerScript: findForPeer),
        Workload(
            name: "look-up read",
            run: { pool, random in
                let id = randomID(&random)
                try check(await pool.read(find(id)), id)
            }, peerScript: findForPeer),
    ]

    private static let one: SQL = "SELECT 1 AS one"
    private static let oneForPeer = "SELECT 1 AS one;\n"
    private static let findForPeer = """
        \\set id random(1, \(deviceCount))
        SELECT id, hostname, address, seen_at, is_enabled FROM device WHERE id = :id;

        """

    private static func find(_ id: Int) -> SQL {
        """
        -- Device.find
        SELECT id, hostname, address, seen_at, is_enabled
        FROM device
        WHERE id = \(id)
        """
    }

    private static func randomID(_ random: inout Xorshift) -> Int {
        Int(random.next() % UInt64(deviceCount)) + 1
    }

    private static func check(_ rows: [Row]) throws {
        guard try rows[0].decode("one", as: Int.self) == 1 else { throw BenchmarkError("SELECT 1 did not return 1") }
    }

    private static func check(_ rows: [Row], _ id: Int) throws {
        guard try Device(rows[0]).id == id else { throw BenchmarkError("The look-up returned another row") }
    }

    /// Makes the table that the look-up reads.
    static func prepare(on pool: PostgresPool) async throws {
        try await pool.execute(
            """
            CREATE TABLE device (
                id bigint PRIMARY KEY,
                hostname text NOT NULL,
                address inet NOT NULL,
                seen_at timestamptz NOT NULL,
                is_enabled boolean NOT NULL
            )
            """)
        try await pool.execute(
            """
            INSERT INTO device
            SELECT n, 'device-' || n || '.example.net', '10.0.0.0'::inet + n, '2026-01-01'::timestamptz + n * interval '1 s',
                n % 7 <> 0
            FROM generate_series(1, \(deviceCount)) AS n
            """)
        try await pool.session { try await $0.script("VACUUM ANALYZE device") }
    }
}

/// The row of the look-up, every column decoded.
private struct Device {
    let id: Int
    let hostname: String
    let address: String
    let seenAt: Date
    let isEnabled: Bool

    init(_ row: Row) throws {
        id = try row.decode("id")
        hostname = try row.decode("hostname")
        address = try row.decode("address")
        seenAt = try row.decode("seen_at")
        isEnabled = try row.decode("is_enabled")
    }
}

/// A generator of numbers that costs nothing beside the statement.
struct Xorshift {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
