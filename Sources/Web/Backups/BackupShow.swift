import Domain
import Hummingbird
import Services

/// The page of one backup, also shown again when its restore could not be proposed.
struct BackupShow: Sendable {
    let services: Services
    let context: SignedInContext

    static func breadcrumbs(_ backup: Backup) -> [Component.Link] {
        let device = "/devices/\(backup.deviceID)"
        return [
            Component.Link(title: "Devices", url: "/devices"),
            Component.Link(title: backup.deviceName.text, url: device),
            Component.Link(title: "Backups", url: device + "/backups"),
        ]
    }

    /// The newest other backups of the device, at most 100.
    func others(than backup: Backup) async throws -> [Backup] {
        try await services.backups.list(of: backup.deviceID, page: Page(number: 1, size: 100), by: context.actor)
            .elements.filter { $0.id != backup.id }
    }

    func page(
        _ backup: Backup, reason: String, problem: Problem?, views: ViewRenderer, request: Request
    ) async throws -> Response {
        let text = try await services.backups.text(of: backup, by: context.actor)
        let others = try await others(than: backup)
        let change = try await BackupCause.change(of: backup, services, by: context.actor)
        let lines = Component.TextLine.lines(of: text)
        let takenAt = Component.Timestamp(backup.takenAt)
        let page = BackupPages.Show(
            device: Component.Link(title: backup.deviceName.text, url: "/devices/\(backup.deviceID)"), takenAt: takenAt,
            facts: [
                .make("Taken", takenAt.text),
                .make(
                    "Why", BackupCause.words(backup, change: change), url: change.map { "/changes/\($0.id)" } ?? ""),
                .make("By", backup.requestedBy?.name ?? "NetStacks"), .make("Size", Measure.bytes(backup.size)),
                .make("Hash", String(backup.content.text.prefix(12)), isMonospaced: true),
            ],
            redaction: Measure.redaction(of: text, mark: ShownConfiguration.redactionMark),
            lineCount: Measure.count(lines.count, "line"), lines: lines, compareURL: "/backups/\(backup.id)/diff",
            compareOptions: Component.Option.backups(
                others, chosen: others.first { $0.takenAt <= backup.takenAt }?.id),
            restore: restore(backup, reason: reason, problem: problem),
            canRestore: context.actor.may(.proposeChanges))
        return try views.page(
            "backups/show.html", page, title: "Backup of \(backup.deviceName)",
            breadcrumbs: Self.breadcrumbs(backup), status: problem?.status ?? .ok, request: request, context: context)
    }

    private func restore(_ backup: Backup, reason: String, problem: Problem?) -> Component.Form {
        Component.Form(
            action: "/changes", submitTitle: "Plan the restore", cancelURL: "",
            error: problem?.formError(besides: ["reason"]) ?? "",
            fields: [
                .hidden("source", "restore"), .hidden("backup", backup.id.description),
                .make(
                    "reason", "Reason", kind: "textarea", value: reason,
                    help: "Why the device should be as it was then.", isRequired: true, rows: 2,
                    problems: problem?.fields ?? []),
            ])
    }
}
