import Domain
import Foundation
import Persistence

extension ArchiveKeeper {
    /// Gives new points, and files that do not stand where they belong, their place in the order of commits.
    func number() async throws {
        var isDone = false
        while !isDone {
            isDone = try await database.transaction { db in
                let entries = ArchiveRepository(db)
                try await entries.lock()
                let points = try await entries.pendingPoints(limit: 500)
                for point in points { try await append(point, to: entries, among: points) }
                return points.isEmpty
            }
        }
        try await database.transaction { db in
            let entries = ArchiveRepository(db)
            try await entries.lock()
            for file in try await entries.strayFiles() {
                let message = ArchiveMessage(file)
                try await entries.append(
                    deviceID: file.deviceID, backupID: nil, deviceName: file.newName?.text,
                    path: file.home ?? file.path, oldPath: file.path, message: message.text, author: message.author,
                    at: Date())
            }
        }
    }

    private func append(
        _ point: PendingPoint, to entries: ArchiveRepository, among points: [PendingPoint]
    ) async throws {
        let backup = point.backup
        let path = ArchivePath.of(backup.deviceName, site: point.site)
        // The file was placed by an earlier point of this batch, when there is one.
        let isLater = points.contains { $0.backup.deviceID == backup.deviceID && $0.backup.number < backup.number }
        let message = ArchiveMessage(isLater ? point.placed(at: path) : point)
        let old = isLater || point.path == path ? nil : point.path
        try await entries.append(
            deviceID: backup.deviceID, backupID: backup.id, deviceName: backup.deviceName.text, path: path,
            oldPath: old, message: message.text, author: message.author, at: backup.firstSeenAt)
    }
}

extension PendingPoint {
    fileprivate func placed(at path: String) -> PendingPoint {
        PendingPoint(
            backup: backup, host: host, site: site, path: path, change: change, scheduleName: scheduleName)
    }
}
