import Domain
import Services

/// The backups of one page of a device's list as rows, each with what changed since the one before.
enum BackupRows {
    static func load(_ found: Paged<Backup>, _ services: Services, by actor: Actor) async throws -> [BackupPages.Row] {
        let backups = found.elements
        var rows: [BackupPages.Row] = []
        for (index, backup) in backups.enumerated() {
            let isLast = index + 1 == backups.count
            let older =
                isLast
                ? try await oneBefore(backup, at: found.page.offset + index, services, by: actor) : backups[index + 1]
            rows.append(
                BackupPages.Row(
                    backup, older: older, difference: try await words(older, backup, services, by: actor),
                    change: try await BackupCause.change(of: backup, services, by: actor)))
        }
        return rows
    }

    private static func oneBefore(
        _ backup: Backup, at offset: Int, _ services: Services, by actor: Actor
    ) async throws -> Backup? {
        try await services.backups.list(of: backup.deviceID, page: Page(number: offset + 2, size: 1), by: actor)
            .elements.first
    }

    private static func words(
        _ older: Backup?, _ newer: Backup, _ services: Services, by actor: Actor
    ) async throws -> String {
        guard let older else { return "" }
        guard let counts = try await services.backups.lineCounts(from: older, to: newer, by: actor) else {
            return "differs"
        }
        return counts.added + counts.removed == 0 ? "no difference" : "+\(counts.added) −\(counts.removed)"
    }
}
