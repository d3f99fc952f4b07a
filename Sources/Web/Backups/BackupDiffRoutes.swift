import Domain
import Hummingbird
import Services

/// Any two stored configurations side by side, also of two devices.
struct BackupDiffRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get(":id/diff", use: diff)
    }

    @Sendable private func diff(_ request: Request, context: SignedInContext) async throws -> Response {
        let backup = try await services.backups.find(try context.identifier(of: "backup"), by: context.actor)
        let others = try await BackupShow(services: services, context: context).others(than: backup)
        let against = try await against(backup, FormBody(queryOf: request), others, context)
        let (difference, sides) = try await services.backups.comparison(from: against, to: backup, by: context.actor)
        let (from, to) = (BackupPages.Diff.Point(against), BackupPages.Diff.Point(backup))
        let label = "Difference between \(from.title) and \(to.title)"
        let page = BackupPages.Diff(
            from: from, to: to, swapURL: "/backups/\(against.id)/diff?against=\(backup.id)",
            compareURL: "/backups/\(backup.id)/diff",
            compareOptions: Component.Option.backups(others, chosen: against.id),
            diff: Component.Diff(difference, label: label, emptyText: "No difference."),
            sides: Component.Sides(sides, label: label, oldTitle: from.title, newTitle: to.title))
        return try views.page(
            "backups/diff.html", page, title: "Difference of two backups",
            breadcrumbs: BackupShow.breadcrumbs(backup)
                + [Component.Link(title: "Point \(backup.number)", url: "/backups/\(backup.id)")],
            request: request, context: context)
    }

    /// The backup that is asked for by its id or by a device and a number, or else the one before.
    private func against(
        _ backup: Backup, _ query: FormBody, _ others: [Backup], _ context: SignedInContext
    ) async throws -> Backup {
        let (id, device) = (query.text("against"), query.text("device"))
        if !device.isEmpty {
            guard let name = DeviceName(device),
                let found = try await services.devices.find(named: name, by: context.actor)
            else { throw Problem.notFound("device with this name") }
            let number = query.text("point")
            guard number.isEmpty || Int(number) != nil else { throw Problem.notFound("backup with this number") }
            return try await services.backups.find(of: found, number: Int(number), by: context.actor)
        }
        if id.isEmpty {
            guard let older = others.first(where: { $0.number < backup.number }) ?? others.first else {
                throw Problem.notFound("other backup of this device")
            }
            return older
        }
        guard let id = Backup.ID(id) else { throw Problem.notFound("backup") }
        return try await services.backups.find(id, by: context.actor)
    }
}
