public import Domain
import Foundation
import Postgres

extension ArchiveRepository {
    /// Good points that are in no entry yet, oldest first.
    public func pendingPoints(limit: Int) async throws(Problem) -> [PendingPoint] {
        try await db.all(
            """
            -- ArchiveRepository.pendingPoints
            SELECT
                \(Backup.columns), device_host, device_site, file_path, change_number, change_title, change_reason,
                change_author, schedule_name
            FROM (
                SELECT
                    backup.*, device.host AS device_host, device.site AS device_site, archive_file.path AS file_path,
                    change.number AS change_number, change.title AS change_title, change.reason AS change_reason,
                    coalesce(nullif(author.display_name, ''), author.username) AS change_author,
                    schedule.name AS schedule_name
                FROM backup
                JOIN device ON device.id = backup.device_id
                LEFT JOIN archive_file ON archive_file.device_id = backup.device_id
                LEFT JOIN change ON change.id = backup.change_id
                LEFT JOIN user_account AS author ON author.id = change.author_id
                LEFT JOIN schedule ON schedule.id = backup.schedule_id
                WHERE backup.state = 'good' AND backup.archived_at IS NULL
            ) AS pending
            ORDER BY first_seen_at, id
            LIMIT \(limit)
            """
        ) { row throws(PostgresError) in
            var change: PendingPoint.Change?
            if let number = try row.decode("change_number", as: Int?.self) {
                change = PendingPoint.Change(
                    number: number, title: try row.decode("change_title"), reason: try row.decode("change_reason"),
                    author: try row.decode("change_author"))
            }
            return PendingPoint(
                backup: try Backup(row: row), host: try row.decode("device_host"), site: try row.decode("device_site"),
                path: try row.decode("file_path"), change: change, scheduleName: try row.decode("schedule_name"))
        }
    }

    /// Files whose device was renamed, moved to another site, or removed.
    public func strayFiles() async throws(Problem) -> [StrayFile] {
        try await db.all(
            """
            -- ArchiveRepository.strayFiles
            SELECT archive_file.device_id, archive_file.device_name, archive_file.path, device.name, device.site
            FROM archive_file
            LEFT JOIN device ON device.id = archive_file.device_id
            ORDER BY archive_file.device_id
            """
        ) { row throws(PostgresError) -> StrayFile? in
            let name: DeviceName? = try row.decode("name")
            let site: SiteName? = try row.decode("site")
            let file = StrayFile(
                deviceID: try row.decode("device_id"), name: try row.decode("device_name"),
                path: try row.decode("path"), home: name.map { ArchivePath.of($0, site: site) }, newName: name)
            return file.home == file.path ? nil : file
        }.compactMap { $0 }
    }
}
