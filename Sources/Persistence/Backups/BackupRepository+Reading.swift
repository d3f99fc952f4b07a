public import Domain
import Foundation
import Postgres

extension BackupRepository {
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

    /// The point of a device with this number.
    public func find(_ deviceID: Device.ID, number: Int) async throws(Problem) -> Backup? {
        try await db.first(
            """
            -- BackupRepository.findByNumber
            SELECT \(Backup.columns)
            FROM backup
            WHERE device_id = \(deviceID) AND number = \(number)
            """, Backup.init(row:))
    }

    /// One page of a device's points, newest first.
    public func list(_ deviceID: Device.ID, _ page: Page) async throws(Problem) -> Paged<Backup> {
        try await db.page(page, Backup.init(row:)) { limit, offset in
            """
            -- BackupRepository.list
            SELECT \(Backup.columns), count(*) OVER () AS total
            FROM backup
            WHERE device_id = \(deviceID)
            ORDER BY number DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// The newest point of a device, good or suspect.
    public func newest(_ deviceID: Device.ID) async throws(Problem) -> Backup? {
        try await db.first(
            """
            -- BackupRepository.newest
            SELECT \(Backup.columns)
            FROM backup
            WHERE device_id = \(deviceID)
            ORDER BY number DESC
            LIMIT 1
            """, Backup.init(row:))
    }

    /// The newest point of a device that is proved whole, or was accepted.
    public func newestGood(_ deviceID: Device.ID) async throws(Problem) -> Backup? {
        try await db.first(
            """
            -- BackupRepository.newestGood
            SELECT \(Backup.columns)
            FROM backup
            WHERE device_id = \(deviceID) AND state = 'good'
            ORDER BY number DESC
            LIMIT 1
            """, Backup.init(row:))
    }

    /// The good point that a device had before this one; `nil` for the first.
    public func good(before backup: Backup) async throws(Problem) -> Backup? {
        try await db.first(
            """
            -- BackupRepository.goodBefore
            SELECT \(Backup.columns)
            FROM backup
            WHERE device_id = \(backup.deviceID) AND state = 'good' AND number < \(backup.number)
            ORDER BY number DESC
            LIMIT 1
            """, Backup.init(row:))
    }

    /// What was known before and after a change, at most 1,000 points, in the order in which they were read.
    ///
    /// Their cause is that of the reading around the change, also where the point itself is older.
    public func list(_ changeID: Change.ID) async throws(Problem) -> [Backup] {
        try await db.all(
            """
            -- BackupRepository.listOfChange
            SELECT \(Backup.columns)
            FROM (
                SELECT
                    backup.id, backup.device_id, number, content_hash, first_seen_at, last_seen_at, change_backup.cause,
                    change_backup.change_id, requested_by, schedule_id, job_id, state, doubt, accepted_at, accepted_by,
                    held_at, held_by, hold_reason, seen_at
                FROM change_backup
                JOIN backup ON backup.id = change_backup.backup_id
                WHERE change_backup.change_id = \(changeID)
            ) AS linked
            ORDER BY seen_at, cause DESC, number
            LIMIT 1000
            """, Backup.init(row:))
    }
}

extension Backup {
    static let columns: SQL = """
        id, device_id, \(.deviceName), number, content_hash, first_seen_at, last_seen_at, cause, change_id,
        requested_by, \(.userName(of: "requested_by", as: "requested_by_name")), schedule_id, job_id, state, doubt,
        accepted_at, accepted_by, \(.userName(of: "accepted_by", as: "accepted_by_name")), held_at, held_by,
        \(.userName(of: "held_by", as: "held_by_name")), hold_reason,
        (SELECT content.size FROM content WHERE content.hash = content_hash) AS size
        """

    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), deviceID: try row.decode("device_id"), deviceName: try row.decode("device_name"),
            number: try row.decode("number"), content: try row.decode("content_hash"),
            firstSeenAt: try row.decode("first_seen_at"), lastSeenAt: try row.decode("last_seen_at"),
            cause: try row.decode("cause"), changeID: try row.decode("change_id"),
            requestedBy: try row.user("requested_by", "requested_by_name"), scheduleID: try row.decode("schedule_id"),
            jobID: try row.decode("job_id"), standing: try Self.standing(row), hold: try Self.hold(row),
            size: try row.decode("size"))
    }

    private static func standing(_ row: Row) throws(PostgresError) -> Standing {
        let doubt: String = try row.decode("doubt")
        if try row.decode("state", as: String.self) == "suspect" { return .suspect(doubt: doubt) }
        guard let at = try row.decode("accepted_at", as: Date?.self) else { return .good }
        return .accepted(doubt: doubt, at: at, by: try row.user("accepted_by", "accepted_by_name"))
    }

    private static func hold(_ row: Row) throws(PostgresError) -> Hold? {
        guard let since = try row.decode("held_at", as: Date?.self) else { return nil }
        return Hold(
            since: since, by: try row.user("held_by", "held_by_name"), reason: try row.decode("hold_reason"))
    }
}
