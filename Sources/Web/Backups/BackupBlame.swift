import Domain
import Services

/// Makes the page that says which point brought each line.
enum BackupBlame {
    static func page(
        _ backup: Backup, _ services: Services, by actor: Actor
    ) async throws -> BackupPages.Blame {
        let blame = try await services.backups.blame(of: backup, by: actor)
        var causes: [Component.Link] = []
        for point in blame.points {
            let change = try await BackupCause.change(of: point, services, by: actor)
            let isByChange = point.cause == .afterChange
            causes.append(
                Component.Link(
                    title: isByChange
                        ? change.map { "#\($0.number)" } ?? "a change" : Component.Badge(point.cause).text,
                    url: isByChange ? change.map { "/changes/\($0.id)" } ?? "" : ""))
        }
        var before: Int?? = .none
        let lines = blame.lines.enumerated().map { index, line in
            defer { before = .some(line.point) }
            let point = line.point.map { blame.points[$0] }
            return BackupPages.Blame.Line(
                number: "\(index + 1)", text: line.text, beginsRun: before != .some(line.point),
                point: point.map { Component.Link(title: "\($0.number)", url: "/backups/\($0.id)") } ?? .none,
                time: Component.Timestamp(point?.firstSeenAt, never: "older"),
                cause: line.point.map { causes[$0] } ?? .none)
        }
        return BackupPages.Blame(
            device: Component.Link(title: backup.deviceName.text, url: "/devices/\(backup.deviceID)"),
            backup: Component.Link(title: "point \(backup.number)", url: "/backups/\(backup.id)"),
            takenAt: Component.Timestamp(backup.firstSeenAt), lineCount: Measure.count(lines.count, "line"),
            note: blame.isCut
                ? "Only the newest \(blame.points.count) points were looked through; older lines name none." : "",
            lines: lines)
    }
}
