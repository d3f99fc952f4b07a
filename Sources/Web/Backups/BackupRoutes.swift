import Domain
import Hummingbird
import Services

/// Stored configurations: the text of each, and the difference of any two of one device.
struct BackupRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get(":id", use: show)
        group.get(":id/diff", use: diff)
        group.post(":id/acceptance", use: accept)
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let backup = try await services.backups.find(try context.identifier(of: "backup"), by: context.actor)
        return try await BackupShow(services: services, context: context)
            .page(backup, reason: "", problem: nil, views: views, request: request)
    }

    @Sendable private func accept(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Backup.ID = try context.identifier(of: "backup")
        let backup = try await services.backups.accept(id, by: context.actor)
        var response = Response.seeOther("/backups/\(backup.id)")
        views.cookies.setFlash("success", "The backup counts as good now.", on: &response)
        return response
    }

    @Sendable private func diff(_ request: Request, context: SignedInContext) async throws -> Response {
        let backup = try await services.backups.find(try context.identifier(of: "backup"), by: context.actor)
        let others = try await BackupShow(services: services, context: context).others(than: backup)
        let against = try await against(backup, FormBody(queryOf: request).text("against"), others, context)
        let (difference, sides) = try await services.backups.comparison(from: against, to: backup, by: context.actor)
        let (from, to) = (BackupPages.Diff.Point(against), BackupPages.Diff.Point(backup))
        let label = "Difference between two backups of \(backup.deviceName)"
        let page = BackupPages.Diff(
            device: Component.Link(title: backup.deviceName.text, url: "/devices/\(backup.deviceID)"), from: from,
            to: to,
            swapURL: "/backups/\(against.id)/diff?against=\(backup.id)", compareURL: "/backups/\(backup.id)/diff",
            compareOptions: Component.Option.backups(others, chosen: against.id),
            diff: Component.Diff(difference, label: label, emptyText: "No difference."),
            sides: Component.Sides(sides, label: label, oldTitle: from.title, newTitle: to.title))
        return try views.page(
            "backups/diff.html", page, title: "Difference of two backups of \(backup.deviceName)",
            breadcrumbs: BackupShow.breadcrumbs(backup)
                + [Component.Link(title: "Backup", url: "/backups/\(backup.id)")],
            request: request, context: context)
    }

    /// The backup that is asked for, or else the one before.
    private func against(
        _ backup: Backup, _ text: String, _ others: [Backup], _ context: SignedInContext
    ) async throws -> Backup {
        if text.isEmpty {
            guard let older = others.first(where: { $0.firstSeenAt <= backup.firstSeenAt }) ?? others.first else {
                throw Problem.notFound("other backup of this device")
            }
            return older
        }
        guard let id = Backup.ID(text) else { throw Problem.notFound("backup") }
        let against = try await services.backups.find(id, by: context.actor)
        guard against.deviceID == backup.deviceID else {
            throw Problem(
                .invalid, code: "backups_of_two_devices",
                "Only two backups of the same device can be compared. Choose another one.")
        }
        return against
    }
}
