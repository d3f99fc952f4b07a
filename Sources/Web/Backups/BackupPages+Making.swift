import Domain
import Services

extension BackupPages.Row {
    /// A backup in a list, compared with the one before it.
    init(_ backup: Backup, older: Backup?, difference: String, change: Change?) {
        self.init(
            url: "/backups/\(backup.id)", number: "\(backup.number)", time: Component.Timestamp(backup.firstSeenAt),
            lastSeen: Component.Timestamp(backup.lastSeenAt),
            device: Component.Link(title: backup.deviceName.text, url: "/devices/\(backup.deviceID)"),
            cause: Component.Badge(backup.cause), standing: Component.Badge(standingOf: backup),
            change: change.map { Component.Link(title: "#\($0.number)", url: "/changes/\($0.id)") } ?? .none,
            requestedBy: backup.requestedBy?.name ?? "NetStacks", size: Measure.bytes(backup.size),
            hash: String(backup.content.text.prefix(12)),
            diffURL: older.map { "/backups/\(backup.id)/diff?against=\($0.id)" } ?? "", difference: difference)
    }
}

extension BackupPages.Diff.Point {
    /// One side of a comparison.
    init(_ backup: Backup) {
        self.init(
            title: "\(backup.deviceName), point \(backup.number)",
            device: Component.Link(title: backup.deviceName.text, url: "/devices/\(backup.deviceID)"),
            url: "/backups/\(backup.id)", time: Component.Timestamp(backup.firstSeenAt),
            cause: Component.Badge(backup.cause))
    }
}

extension Component.Option {
    /// The other backups of a device, to compare with.
    static func backups(_ others: [Backup], chosen: Backup.ID?) -> [Component.Option] {
        others.map {
            .make(
                $0.id.description,
                "\($0.number) — \(Component.Timestamp($0.firstSeenAt).text), \(Component.Badge($0.cause).text)",
                chosen: chosen?.description ?? "")
        }
    }
}
