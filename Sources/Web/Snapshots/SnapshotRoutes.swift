import Domain
import Hummingbird
import Services

/// Named sets of points: the network at one time.
struct SnapshotRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
        group.post("", use: create)
        group.get("new", use: new)
        group.post("new", use: newOfChosen)
        group.get(":id", use: show)
        group.post(":id/deletion", use: delete)
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let found = try await services.snapshots.list(page: Page(queryOf: request), by: context.actor)
        let page = SnapshotPages.Index(
            rows: found.elements.map(SnapshotPages.Row.init), pagination: Component.Pagination(found, request: request),
            canTake: context.actor.may(.readDevices))
        return try views.page("snapshots/index.html", page, title: "Snapshots", request: request, context: context)
    }

    @Sendable private func new(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.readDevices)
        return try await newPage(SnapshotForm(), problem: nil, request, context)
    }

    /// The form for devices that were chosen in their list: too many for an address.
    @Sendable private func newOfChosen(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.readDevices)
        let form = SnapshotForm(try await request.form(context))
        guard !form.devices.isEmpty else {
            throw Problem.invalid([FieldProblem("devices", "Choose at least one device.")])
        }
        return try await newPage(form, problem: nil, request, context)
    }

    @Sendable private func create(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.readDevices)
        let form = SnapshotForm(try await request.form(context))
        do {
            let snapshot = try await services.snapshots.take(
                named: form.name, note: form.note, of: form.selection(), by: context.actor)
            var response = Response.seeOther("/snapshots/\(snapshot.id)")
            views.cookies.setFlash(
                "success", "\(snapshot.name) holds \(Measure.count(snapshot.deviceCount, "configuration")).",
                on: &response)
            return response
        } catch let problem as Problem where problem.isAboutForm {
            return try await newPage(form, problem: problem, request, context)
        }
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let actor = context.actor
        let snapshot = try await services.snapshots.find(try context.identifier(of: "snapshot"), by: actor)
        let others = try await services.snapshots.list(page: Page(number: 1, size: 100), by: actor).elements
            .filter { $0.id != snapshot.id }
        let wanted = NetworkSnapshot.ID(FormBody(queryOf: request).text("against"))
        let against = others.first { $0.id == wanted }
        let found = try await services.snapshots.points(
            snapshot.id, against: against?.id, page: Page(queryOf: request), by: actor)
        let page = SnapshotPages.Show(
            snapshot: SnapshotPages.Row(snapshot),
            points: found.elements.map { SnapshotPages.Point($0.point, other: $0.other) },
            pagination: Component.Pagination(found, request: request), compareURL: "/snapshots/\(snapshot.id)",
            compareOptions: [.make("", "Now", chosen: against?.id.description ?? "")]
                + others.map { .make($0.id.description, $0.name, chosen: against?.id.description ?? "") },
            against: against?.name ?? "now",
            deletion: .make(
                "delete", "Remove snapshot", url: "/snapshots/\(snapshot.id)/deletion", icon: "trash", style: "danger",
                whyNot: context.whyNot(.editDevices),
                confirm: ("Remove \(snapshot.name)?", "Its points stay until the rule of retention lets them go.")))
        return try views.page(
            "snapshots/show.html", page, title: snapshot.name,
            breadcrumbs: [Component.Link(title: "Snapshots", url: "/snapshots")], request: request, context: context)
    }

    @Sendable private func delete(_ request: Request, context: SignedInContext) async throws -> Response {
        let snapshot = try await services.snapshots.find(try context.identifier(of: "snapshot"), by: context.actor)
        try await services.snapshots.remove(snapshot.id, by: context.actor)
        var response = Response.seeOther("/snapshots")
        views.cookies.setFlash("success", "Removed \(snapshot.name).", on: &response)
        return response
    }

    private func newPage(
        _ form: SnapshotForm, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let tags = try await services.devices.tags(by: context.actor).map(\.0)
        return try views.page(
            "snapshots/new.html", form.page(tags: tags, problem: problem), title: "Take a snapshot",
            breadcrumbs: [Component.Link(title: "Snapshots", url: "/snapshots")], status: problem?.status ?? .ok,
            request: request, context: context)
    }
}
