public import Domain
import Postgres

extension BackupRepository {
    /// Good points of the same device before this one, newest first.
    public func goodPoints(before backup: Backup, limit: Int) async throws(Problem) -> [Backup] {
        try await db.all(
            """
            -- BackupRepository.goodPointsBefore
            SELECT \(Backup.columns)
            FROM backup
            WHERE device_id = \(backup.deviceID) AND state = 'good' AND number < \(backup.number)
            ORDER BY number DESC
            LIMIT \(limit)
            """, Backup.init(row:))
    }

    /// The newest good point of each of these devices that has one.
    public func newestGood(of devices: [Device.ID]) async throws(Problem) -> [Backup] {
        try await db.all(
            """
            -- BackupRepository.newestGoodOfDevices
            SELECT \(Backup.columns)
            FROM (
                SELECT newest.*
                FROM unnest(\(devices)::uuid[]) AS chosen (id)
                CROSS JOIN LATERAL (
                    SELECT backup.*
                    FROM backup
                    WHERE backup.device_id = chosen.id AND backup.state = 'good'
                    ORDER BY backup.number DESC
                    LIMIT 1
                ) AS newest
            ) AS found
            """, Backup.init(row:))
    }

    /// What was known of a device after the newest change that ended on it; `nil` when there was none.
    public func afterLastChange(_ deviceID: Device.ID) async throws(Problem) -> Backup? {
        try await db.first(
            """
            -- BackupRepository.afterLastChange
            SELECT \(Backup.columns)
            FROM (
                SELECT backup.*, seen_at
                FROM change_backup
                JOIN backup ON backup.id = change_backup.backup_id
                WHERE change_backup.device_id = \(deviceID) AND change_backup.cause = 'after_change'
                ORDER BY seen_at DESC
                LIMIT 1
            ) AS newest
            """, Backup.init(row:))
    }

    /// Keeps a point whatever the rules of retention say; the newest reason counts.
    public func hold(_ id: Backup.ID, reason: String, by user: User.ID) async throws(Problem) -> Backup? {
        try await db.returningFirst(
            """
            -- BackupRepository.hold
            UPDATE backup
            SET held_at = coalesce(held_at, now()), held_by = \(user), hold_reason = \(reason.storable)
            WHERE id = \(id)
            RETURNING \(Backup.columns)
            """, Backup.init(row:))
    }

    /// Lets retention have a point again; `nil` when it was not kept.
    public func release(_ id: Backup.ID) async throws(Problem) -> Backup? {
        try await db.returningFirst(
            """
            -- BackupRepository.release
            UPDATE backup
            SET held_at = NULL, held_by = NULL, hold_reason = ''
            WHERE id = \(id) AND held_at IS NOT NULL
            RETURNING \(Backup.columns)
            """, Backup.init(row:))
    }
}
