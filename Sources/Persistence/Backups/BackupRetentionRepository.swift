public import Domain
import Foundation
public import Postgres

/// Stores the rule of retention, and removes what it lets go.
public struct BackupRetentionRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// The rule; `nil` while nothing is removed.
    public func find() async throws(Problem) -> BackupRetention? {
        try await db.first(
            """
            -- BackupRetentionRepository.find
            SELECT keep_count, keep_days
            FROM backup_retention
            """
        ) { row throws(PostgresError) in
            BackupRetention(count: try row.decode("keep_count"), days: try row.decode("keep_days"))
        } ?? nil
    }

    /// Sets the rule; `nil` ends it.
    public func save(_ rule: BackupRetention?, by user: User.ID) async throws(Problem) {
        guard let rule else {
            try await db.run(
                """
                -- BackupRetentionRepository.end
                DELETE FROM backup_retention
                """)
            return
        }
        try await db.run(
            """
            -- BackupRetentionRepository.save
            INSERT INTO backup_retention (keep_count, keep_days, updated_by)
            VALUES (\(rule.count), \(rule.days), \(user))
            ON CONFLICT (is_only) DO UPDATE
            SET keep_count = EXCLUDED.keep_count, keep_days = EXCLUDED.keep_days, updated_at = now(),
                updated_by = EXCLUDED.updated_by
            """)
    }

    /// Devices that have points which may go, at most `limit`.
    public func devicesToPrune(_ rule: BackupRetention, limit: Int) async throws(Problem) -> [Device.ID] {
        try await db.all(
            """
            -- BackupRetentionRepository.devicesToPrune
            SELECT DISTINCT device_id
            FROM (\(Self.prunable(rule, of: nil))) AS prunable
            LIMIT \(limit)
            """
        ) { row throws(PostgresError) in try row.decode("device_id") }
    }

    /// Removes the points of a device that may go; the answer is their numbers and contents.
    public func prune(
        _ deviceID: Device.ID, _ rule: BackupRetention
    ) async throws(Problem) -> [(number: Int, content: ContentHash)] {
        try await db.returningAll(
            """
            -- BackupRetentionRepository.prune
            DELETE FROM backup
            WHERE id IN (SELECT id FROM (\(Self.prunable(rule, of: deviceID))) AS prunable)
            RETURNING number, content_hash
            """
        ) { row throws(PostgresError) in (try row.decode("number"), try row.decode("content_hash")) }
    }

    /// Removes those of these contents that nothing refers to any more; the answer is how many.
    public func sweep(_ contents: [ContentHash]) async throws(Problem) -> Int {
        try await db.run(
            """
            -- BackupRetentionRepository.sweep
            DELETE FROM content
            WHERE hash = ANY(\(contents.map(\.text))::text[])
                AND NOT EXISTS (SELECT FROM backup WHERE backup.content_hash = content.hash)
                AND NOT EXISTS (SELECT FROM configuration_reading WHERE configuration_reading.content_hash = content.hash)
                AND NOT EXISTS (SELECT FROM change_target WHERE base_hash = content.hash OR predicted_hash = content.hash)
                AND NOT EXISTS (SELECT FROM target_run WHERE observed_hash = content.hash)
                AND NOT EXISTS (SELECT FROM content AS later WHERE later.base_hash = content.hash)
            """)
    }

    /// Points that the rule lets go, of one device or of all.
    private static func prunable(_ rule: BackupRetention, of deviceID: Device.ID?) -> SQL {
        let device: SQL = if let deviceID { "WHERE device_id = \(deviceID)" } else { "" }
        return """
            SELECT id, device_id
            FROM (
                SELECT
                    id, device_id, last_seen_at, held_at, archived_at, state,
                    row_number() OVER (PARTITION BY device_id ORDER BY number DESC) AS place,
                    row_number() OVER (PARTITION BY device_id, state ORDER BY number DESC) AS place_in_state
                FROM backup
                \(device)
            ) AS placed
            WHERE place > \(rule.count) AND last_seen_at < now() - make_interval(days => \(rule.days)::integer)
                AND held_at IS NULL
                AND NOT (state = 'good' AND place_in_state = 1)
                AND NOT (state = 'good' AND archived_at IS NULL)
                AND NOT EXISTS (SELECT FROM network_snapshot_point WHERE backup_id = placed.id)
            """
    }
}
