import Domain

extension SnapshotPages.Row {
    /// A snapshot in a list.
    init(_ snapshot: NetworkSnapshot) {
        self.init(
            name: snapshot.name, url: "/snapshots/\(snapshot.id)", note: snapshot.note,
            deviceCount: Measure.count(snapshot.deviceCount, "device"),
            takenAt: Component.Timestamp(snapshot.createdAt),
            takenBy: snapshot.createdBy?.name ?? "somebody who is gone")
    }
}

extension SnapshotPages.Point {
    /// A point, and that of the same device on the other side.
    init(_ point: Backup, other: Backup?) {
        let state: Component.Badge
        if let other {
            state =
                other.content == point.content
                ? Component.Badge(text: "same", tone: "neutral") : Component.Badge(text: "different", tone: "warning")
        } else {
            state = Component.Badge(text: "not there", tone: "neutral")
        }
        self.init(
            device: Component.Link(title: point.deviceName.text, url: "/devices/\(point.deviceID)"),
            backup: Component.Link(title: "point \(point.number)", url: "/backups/\(point.id)"),
            time: Component.Timestamp(point.firstSeenAt), state: state,
            diffURL: other.map { $0.content == point.content ? "" : "/backups/\($0.id)/diff?against=\(point.id)" } ?? ""
        )
    }
}
