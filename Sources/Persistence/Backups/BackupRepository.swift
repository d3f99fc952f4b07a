public import Domain
public import Foundation
public import Postgres

/// Stores which configuration a device had when.
public struct BackupRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Adds a backup of a configuration that is stored already.
    public func insert(
        id: Backup.ID, deviceID: Device.ID, content: ContentHash, takenAt: Date, cause: Backup.Cause,
        changeID: Change.ID?, requestedBy: User.ID?
    ) async throws(Problem) -> Backup {
        try await db.returningOne(
            """
            -- BackupRepository.insert
            INSERT INTO backup (id, device_id, content_hash, taken_at, cause, change_id, requested_by)
            VALUES (\(id), \(deviceID), \(content), \(takenAt), \(cause), \(changeID), \(requestedBy))
            RETURNING \(Backup.columns)
            """, Backup.init(row:))
    }

    /// The backup with this id.
    public func find(_ id: Backup.ID) async throws(Problem) -> Backup? {
        try await db.first(
            """
            -- BackupRepository.find
            SELECT \(Backup.columns)
            FROM backup
            WHERE id = \(id)
            """, Backup.init(row:))
    }

    /// One page of a device's backups, newest first.
    public func list(_ deviceID: Device.ID, _ page: Page) async throws(Problem) -> Paged<Backup> {
        try await db.page(page, Backup.init(row:)) { limit, offset in
            """
            -- BackupRepository.list
            SELECT \(Backup.columns), count(*) OVER () AS total
            FROM backup
            WHERE device_id = \(deviceID)
            ORDER BY taken_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// The newest backup of a device.
    public func newest(_ deviceID: Device.ID) async throws(Problem) -> Backup? {
        try await db.first(
            """
            -- BackupRepository.newest
            SELECT \(Backup.columns)
            FROM backup
            WHERE device_id = \(deviceID)
            ORDER BY taken_at DESC, id DESC
            LIMIT 1
            """, Backup.init(row:))
    }

    /// The newest 1,000 backups around a change, oldest first.
    public func list(_ changeID: Change.ID) async throws(Problem) -> [Backup] {
        try await db.all(
            """
            -- BackupRepository.listOfChange
            SELECT \(Backup.columns)
            FROM backup
            WHERE change_id = \(changeID)
            ORDER BY taken_at DESC, id DESC
            LIMIT 1000
            """, Backup.init(row:)
        ).reversed()
    }
}

extension Backup {
    fileprivate static let columns: SQL = """
        id, device_id, \(.deviceName), content_hash, taken_at, cause, change_id, requested_by,
        \(.userName(of: "requested_by", as: "requested_by_name")),
        (SELECT content.size FROM content WHERE content.hash = content_hash) AS size
        """

    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), deviceID: try row.decode("device_id"), deviceName: try row.decode("device_name"),
            content: try row.decode("content_hash"), takenAt: try row.decode("taken_at"),
            cause: try row.decode("cause"), changeID: try row.decode("change_id"),
            requestedBy: try row.user("requested_by", "requested_by_name"), size: try row.decode("size"))
    }
}
