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
        let page = BackupPages.Show(
            device: Component.Link(title: backup.deviceName.text, url: "/devices/\(backup.deviceID)"),
            takenAt: Component.Timestamp(backup.firstSeenAt),
            doubt: backup.standing.isGood ? "" : backup.standing.doubt, accept: accept(backup),
            facts: facts(backup, change), blameURL: "/backups/\(backup.id)/blame",
            downloadURL: "/backups/\(backup.id)/text",
            wholeURL: context.actor.may(.viewSecrets) ? "/backups/\(backup.id)/text?secrets=yes" : "",
            heldText: backup.hold.map(Self.words) ?? "", hold: hold(backup),
            release: .make(
                "release", "Let it go", url: "/backups/\(backup.id)/release",
                confirm: ("Let this backup go?", "The rule of retention may remove it then.")),
            canHold: context.actor.may(.editDevices),
            redaction: Measure.redaction(of: text, mark: ShownConfiguration.redactionMark),
            lineCount: Measure.count(lines.count, "line"), lines: lines,
            compareURL: "/backups/\(backup.id)/diff",
            compareOptions: Component.Option.backups(
                others, chosen: others.first { $0.firstSeenAt <= backup.firstSeenAt }?.id),
            restore: restore(backup, reason: reason, problem: problem),
            canRestore: context.actor.may(.proposeChanges) && backup.standing.isGood)
        return try views.page(
            "backups/show.html", page, title: "Backup of \(backup.deviceName)",
            breadcrumbs: Self.breadcrumbs(backup), status: problem?.status ?? .ok, request: request, context: context)
    }

    private func facts(_ backup: Backup, _ change: Change?) -> [Component.Fact] {
        var facts: [Component.Fact] = [
            .make("Point", "\(backup.number)"), .make("First seen", Component.Timestamp(backup.firstSeenAt).text),
            .make("Last seen", Component.Timestamp(backup.lastSeenAt).text),
            .make("Why", BackupCause.words(backup, change: change), url: change.map { "/changes/\($0.id)" } ?? ""),
            .make("By", backup.requestedBy?.name ?? "NetStacks"), .make("Size", Measure.bytes(backup.size)),
            .make("Hash", String(backup.content.text.prefix(12)), isMonospaced: true),
        ]
        if let job = backup.jobID { facts.append(.make("Job", "the reading", url: "/jobs/\(job)")) }
        if case .accepted(let doubt, let at, let person) = backup.standing {
            facts.append(.make("Accepted", "\(Component.Timestamp(at).text) by \(person?.name ?? "someone")"))
            facts.append(.make("In spite of", doubt))
        }
        return facts
    }

    private static func words(_ hold: Backup.Hold) -> String {
        "Kept since \(Component.Timestamp(hold.since).text) by \(hold.by?.name ?? "someone"): \(hold.reason)"
    }

    private func hold(_ backup: Backup) -> Component.Form {
        Component.Form(
            action: "/backups/\(backup.id)/hold", submitTitle: "Keep it", cancelURL: "", error: "",
            fields: [
                // The restore beside it has a field of this name, too.
                .make("hold_reason", "Why", help: "For example the number of a case.", isRequired: true)
            ])
    }

    private func accept(_ backup: Backup) -> Component.Action {
        let whyNot = context.whyNot(.editDevices)
        return Component.Action(
            name: "accept", title: "Accept it as whole", url: "/backups/\(backup.id)/acceptance", icon: "",
            style: "normal",
            isAllowed: whyNot.isEmpty, whyNot: whyNot, confirmTitle: "Accept this backup?",
            confirmText:
                "It becomes the newest good configuration of \(backup.deviceName). The record keeps who said so.")
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
