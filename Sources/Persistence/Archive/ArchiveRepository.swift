public import Domain
public import Foundation
public import Postgres

/// Stores what becomes a commit, in which order, and which commit it became.
public struct ArchiveRepository: Sendable {
    let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Makes others who number entries wait until this transaction ends.
    public func lock() async throws(Problem) {
        try await db.run(
            """
            -- ArchiveRepository.lock
            SELECT pg_advisory_xact_lock(hashtextextended('archive_entry', 0))
            """)
    }

    /// Adds an entry behind all others, and notes where the device's file stands then.
    public func append(
        deviceID: Device.ID, backupID: Backup.ID?, deviceName: String?, path: String, oldPath: String?,
        message: String, author: String, at: Date
    ) async throws(Problem) {
        try await db.run(
            """
            -- ArchiveRepository.append
            INSERT INTO archive_entry (number, device_id, backup_id, path, old_path, message, author, at)
            SELECT
                coalesce(max(number), 0) + 1, \(deviceID), \(backupID), \(path), \(oldPath), \(message.storable),
                \(author.storable), \(at)
            FROM archive_entry
            """)
        if let backupID {
            try await db.run(
                """
                -- ArchiveRepository.markArchived
                UPDATE backup
                SET archived_at = now()
                WHERE id = \(backupID)
                """)
        }
        guard let deviceName else {
            try await db.run(
                """
                -- ArchiveRepository.removeFile
                DELETE FROM archive_file
                WHERE device_id = \(deviceID)
                """)
            return
        }
        try await db.run(
            """
            -- ArchiveRepository.placeFile
            INSERT INTO archive_file (device_id, device_name, path)
            VALUES (\(deviceID), \(deviceName), \(path))
            ON CONFLICT (device_id) DO UPDATE
            SET device_name = EXCLUDED.device_name, path = EXCLUDED.path
            """)
    }

    /// The next entries after a number, in order.
    public func list(after number: Int, limit: Int) async throws(Problem) -> [ArchiveEntry] {
        try await db.all(
            """
            -- ArchiveRepository.list
            SELECT number, device_id, backup_id, path, old_path, message, author, at, commit_id
            FROM archive_entry
            WHERE number > \(number)
            ORDER BY number
            LIMIT \(limit)
            """, ArchiveEntry.init(row:))
    }

    /// The newest entries that are commits, newest first; those of one device when one is given.
    public func newest(_ deviceID: Device.ID?, limit: Int) async throws(Problem) -> [ArchiveEntry] {
        let condition: SQL = if let deviceID { "AND device_id = \(deviceID)" } else { "" }
        return try await db.all(
            """
            -- ArchiveRepository.newest
            SELECT number, device_id, backup_id, path, old_path, message, author, at, commit_id
            FROM archive_entry
            WHERE commit_id IS NOT NULL \(condition)
            ORDER BY number DESC
            LIMIT \(limit)
            """, ArchiveEntry.init(row:))
    }

    /// The entry that became this commit.
    public func find(commit: String) async throws(Problem) -> ArchiveEntry? {
        try await db.first(
            """
            -- ArchiveRepository.findByCommit
            SELECT number, device_id, backup_id, path, old_path, message, author, at, commit_id
            FROM archive_entry
            WHERE commit_id = \(commit)
            """, ArchiveEntry.init(row:))
    }

    /// How many entries there are, and how many of them git does not have.
    public func counts() async throws(Problem) -> (all: Int, pending: Int) {
        try await db.one(
            """
            -- ArchiveRepository.counts
            SELECT count(*) AS entries, count(*) FILTER (WHERE commit_id IS NULL) AS pending
            FROM archive_entry
            """
        ) { row throws(PostgresError) in (try row.decode("entries"), try row.decode("pending")) }
    }

    /// Notes the commits that entries became; one that is known already stays, and must be the same.
    ///
    /// The answer is how many are stored as given.
    public func record(_ commits: [(number: Int, commit: String)]) async throws(Problem) -> Int {
        try await db.run(
            """
            -- ArchiveRepository.record
            UPDATE archive_entry
            SET commit_id = made.commit_id
            FROM unnest(\(commits.map(\.number))::bigint[], \(commits.map(\.commit))::text[]) AS made (number, commit_id)
            WHERE archive_entry.number = made.number
                AND (archive_entry.commit_id IS NULL OR archive_entry.commit_id = made.commit_id)
            """)
    }

    /// Forgets every commit, and the entries of points that are gone; the next ones to be made are the first.
    public func forgetCommits() async throws(Problem) {
        try await db.run(
            """
            -- ArchiveRepository.dropOrphans
            DELETE FROM archive_entry
            WHERE backup_id IS NOT NULL AND NOT EXISTS (SELECT FROM backup WHERE backup.id = backup_id)
            """)
        try await db.run(
            """
            -- ArchiveRepository.forgetCommits
            UPDATE archive_entry
            SET commit_id = NULL
            WHERE commit_id IS NOT NULL
            """)
    }
}

extension ArchiveEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            number: try row.decode("number"), deviceID: try row.decode("device_id"),
            backupID: try row.decode("backup_id"), path: try row.decode("path"), oldPath: try row.decode("old_path"),
            message: try row.decode("message"), author: try row.decode("author"), at: try row.decode("at"),
            commit: try row.decode("commit_id"))
    }
}
