public import Domain
public import Foundation
public import Postgres

/// Stores which configuration a device had when.
public struct BackupRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Makes others who add to a device's timeline wait until this transaction ends.
    public func lockTimeline(_ deviceID: Device.ID) async throws(Problem) {
        try await db.run(
            """
            -- BackupRepository.lockTimeline
            SELECT pg_advisory_xact_lock(hashtextextended('backup:' || \(deviceID)::text, 0))
            """)
    }

    /// Adds a point behind all others of its device; its configuration is stored already.
    public func insert(_ new: NewBackup) async throws(Problem) -> Backup {
        let origin = new.origin
        return try await db.returningOne(
            """
            -- BackupRepository.insert
            INSERT INTO backup (
                id, device_id, number, content_hash, first_seen_at, last_seen_at, cause, change_id, requested_by,
                schedule_id, job_id, state, doubt
            )
            VALUES (
                \(new.id), \(new.deviceID),
                (SELECT coalesce(max(number), 0) + 1 FROM backup WHERE device_id = \(new.deviceID)),
                \(new.content), \(new.seenAt), \(new.seenAt), \(origin.cause), \(origin.changeID),
                \(origin.requestedBy), (SELECT id FROM schedule WHERE id = \(origin.scheduleID)), \(origin.jobID),
                \(new.doubt.isEmpty ? "good" : "suspect"), \(new.doubt.storable)
            )
            RETURNING \(Backup.columns)
            """, Backup.init(row:))
    }

    /// Notes that the device was seen like this again.
    public func extend(_ id: Backup.ID, seenAt: Date) async throws(Problem) -> Backup? {
        try await db.returningFirst(
            """
            -- BackupRepository.extend
            UPDATE backup
            SET last_seen_at = greatest(last_seen_at, \(seenAt))
            WHERE id = \(id)
            RETURNING \(Backup.columns)
            """, Backup.init(row:))
    }

    /// Says that a suspect point is whole; `nil` when it is not suspect, or when a good one came after it.
    public func accept(_ id: Backup.ID, by user: User.ID) async throws(Problem) -> Backup? {
        try await db.returningFirst(
            """
            -- BackupRepository.accept
            UPDATE backup
            SET state = 'good', accepted_at = now(), accepted_by = \(user)
            WHERE id = \(id) AND state = 'suspect' AND NOT EXISTS (
                SELECT 1
                FROM backup AS later
                WHERE later.device_id = backup.device_id AND later.state = 'good'
                    AND (later.number > backup.number OR later.last_seen_at > backup.last_seen_at)
            )
            RETURNING \(Backup.columns)
            """, Backup.init(row:))
    }

    /// Notes what was known of a device before or after a change; the newest word counts.
    public func link(
        _ id: Backup.ID, deviceID: Device.ID, changeID: Change.ID, cause: Backup.Cause, seenAt: Date
    ) async throws(Problem) {
        try await db.run(
            """
            -- BackupRepository.link
            INSERT INTO change_backup (change_id, device_id, cause, backup_id, seen_at)
            VALUES (\(changeID), \(deviceID), \(cause), \(id), \(seenAt))
            ON CONFLICT (change_id, device_id, cause) DO UPDATE
            SET backup_id = EXCLUDED.backup_id, seen_at = EXCLUDED.seen_at
            """)
    }
}
