public import Domain
import Foundation
public import Postgres

/// Stores named sets of points.
public struct SnapshotRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Adds a snapshot of the newest good point of each of these devices that has one; of all devices when none are named.
    public func insert(
        _ id: NetworkSnapshot.ID, name: String, note: String, devices: [Device.ID]?, tag: Tag?, by user: User.ID
    ) async throws(Problem) -> NetworkSnapshot {
        try await db.run(
            """
            -- SnapshotRepository.insert
            INSERT INTO network_snapshot (id, name, note, created_by)
            VALUES (\(id), \(name.storable), \(note.storable), \(user))
            """, naming: name)
        var conditions: [SQL] = ["true"]
        if let devices { conditions.append("device.id = ANY(\(devices))") }
        if let tag { conditions.append("device.tags @> \([tag])::text[]") }
        try await db.run(
            """
            -- SnapshotRepository.insertPoints
            INSERT INTO network_snapshot_point (snapshot_id, device_id, backup_id)
            SELECT \(id), device.id, newest.id
            FROM device
            CROSS JOIN LATERAL (
                SELECT backup.id
                FROM backup
                WHERE backup.device_id = device.id AND backup.state = 'good'
                ORDER BY number DESC
                LIMIT 1
            ) AS newest
            WHERE \(SQL.join(conditions, separator: " AND "))
            """)
        guard let snapshot = try await find(id) else { throw Problem.notFound("snapshot") }
        return snapshot
    }

    /// The snapshot with this id.
    public func find(_ id: NetworkSnapshot.ID) async throws(Problem) -> NetworkSnapshot? {
        try await db.first(
            """
            -- SnapshotRepository.find
            SELECT \(NetworkSnapshot.columns)
            FROM network_snapshot
            WHERE id = \(id)
            """, NetworkSnapshot.init(row:))
    }

    /// One page of the snapshots, newest first.
    public func list(_ page: Page) async throws(Problem) -> Paged<NetworkSnapshot> {
        try await db.page(page, NetworkSnapshot.init(row:)) { limit, offset in
            """
            -- SnapshotRepository.list
            SELECT \(NetworkSnapshot.columns), count(*) OVER () AS total
            FROM network_snapshot
            ORDER BY created_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// One page of the points of a snapshot, by device.
    public func points(_ id: NetworkSnapshot.ID, _ page: Page) async throws(Problem) -> Paged<Backup> {
        try await db.page(page, Backup.init(row:)) { limit, offset in
            """
            -- SnapshotRepository.points
            SELECT \(Backup.columns), total
            FROM (
                SELECT backup.*, lower(device.name) AS sorted_by, count(*) OVER () AS total
                FROM network_snapshot_point
                JOIN backup ON backup.id = network_snapshot_point.backup_id
                JOIN device ON device.id = network_snapshot_point.device_id
                WHERE snapshot_id = \(id)
            ) AS listed
            ORDER BY sorted_by
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// The points of these devices in a snapshot.
    public func points(_ id: NetworkSnapshot.ID, of devices: [Device.ID]) async throws(Problem) -> [Backup] {
        try await db.all(
            """
            -- SnapshotRepository.pointsOfDevices
            SELECT \(Backup.columns)
            FROM backup
            WHERE id IN (
                SELECT backup_id
                FROM network_snapshot_point
                WHERE snapshot_id = \(id) AND device_id = ANY(\(devices))
            )
            """, Backup.init(row:))
    }

    /// Removes a snapshot; its points stay until retention lets them go.
    public func delete(_ id: NetworkSnapshot.ID) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- SnapshotRepository.delete
            DELETE FROM network_snapshot
            WHERE id = \(id)
            """) > 0
    }
}

extension NetworkSnapshot {
    fileprivate static let columns: SQL = """
        id, name, note, created_at, created_by, \(.userName(of: "created_by", as: "created_by_name")),
        (SELECT count(*) FROM network_snapshot_point WHERE snapshot_id = network_snapshot.id) AS device_count
        """

    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), name: try row.decode("name"), note: try row.decode("note"),
            createdAt: try row.decode("created_at"), createdBy: try row.user("created_by", "created_by_name"),
            deviceCount: try row.decode("device_count"))
    }
}
