import Domain
import Hummingbird
import Services

/// Platforms: the list, the text of each, and the forms for one's own.
struct PlatformRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
        group.get("new", use: new)
        group.post("", use: create)
        group.get(":name", use: show)
        group.get(":name/edit", use: edit)
        group.post(":name", use: update)
        group.post(":name/deletion", use: delete)
    }

    private static let breadcrumbs = [Component.Link(title: "Platforms", url: "/platforms")]

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let entries = try await services.platformTexts.list(by: context.actor)
        let page = PlatformPages.Index(
            canEdit: context.actor.may(.editPlatforms), folder: services.platformTexts.folder,
            rows: entries.map { PlatformPages.Index.Row($0) })
        return try views.page("platforms/index.html", page, title: "Platforms", request: request, context: context)
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let entry = try await find(context)
        return try views.page(
            "platforms/show.html", PlatformPages.Show(entry, context: context), title: entry.title,
            breadcrumbs: Self.breadcrumbs, request: request, context: context)
    }

    @Sendable private func new(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editPlatforms)
        return try newPage(PlatformForm(), problem: nil, request, context)
    }

    @Sendable private func create(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editPlatforms)
        let form = PlatformForm(try await request.form(context))
        do {
            let name = try await services.platformTexts.save(form.definition, by: context.actor)
            return saved(name)
        } catch let problem as Problem where problem.isAboutForm {
            return try newPage(form, problem: problem, request, context)
        }
    }

    @Sendable private func edit(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editPlatforms)
        let entry = try await find(context)
        return try editPage(entry, PlatformForm(entry), problem: nil, request, context)
    }

    @Sendable private func update(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editPlatforms)
        let entry = try await find(context)
        let form = PlatformForm(try await request.form(context))
        do {
            return saved(try await services.platformTexts.save(form.definition, as: entry.name, by: context.actor))
        } catch let problem as Problem where problem.isAboutForm {
            return try editPage(entry, form, problem: problem, request, context)
        }
    }

    @Sendable private func delete(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editPlatforms)
        let entry = try await find(context)
        try await services.platformTexts.remove(entry.name, by: context.actor)
        var response = Response.seeOther("/platforms")
        let sentence = entry.fileText == nil ? "Removed \(entry.title)." : "\(entry.title) is read from its file again."
        views.cookies.setFlash("success", sentence, on: &response)
        return response
    }

    private func find(_ context: SignedInContext) async throws -> PlatformEntry {
        guard let name = context.parameters.get("name").flatMap({ PlatformName($0) }) else {
            throw Problem.notFound("platform")
        }
        return try await services.platformTexts.find(name, by: context.actor)
    }

    private func saved(_ name: PlatformName) -> Response {
        var response = Response.seeOther("/platforms/\(name)")
        views.cookies.setFlash("success", "Saved \(name). The next session uses it.", on: &response)
        return response
    }

    private func newPage(
        _ form: PlatformForm, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) throws -> Response {
        let page = PlatformPages.New(
            form: form.form(
                action: "/platforms", submitTitle: "Add platform", cancelURL: "/platforms", problem: problem),
            problems: PlatformForm.problems(problem))
        return try views.page(
            "platforms/new.html", page, title: "Add a platform", breadcrumbs: Self.breadcrumbs,
            status: problem?.status ?? .ok, request: request, context: context)
    }

    private func editPage(
        _ entry: PlatformEntry, _ form: PlatformForm, problem: Problem?, _ request: Request,
        _ context: SignedInContext
    ) throws -> Response {
        let url = "/platforms/\(entry.name)"
        let isNeeded = entry.fileText == nil && entry.deviceCount > 0
        let deletion = Component.Action.make(
            "delete", entry.fileText == nil ? "Remove platform" : "Go back to the file", url: url + "/deletion",
            icon: "trash", style: "danger",
            whyNot: isNeeded
                ? "\(Measure.count(entry.deviceCount, "device")) have this platform. Give them another." : "",
            confirm: ("Remove what you wrote about \(entry.title)?", "Nothing changes on devices."))
        let page = PlatformPages.Edit(
            title: entry.title,
            form: form.form(action: url, submitTitle: "Save", cancelURL: url, problem: problem),
            problems: PlatformForm.problems(problem), deletions: entry.definition == nil ? [] : [deletion])
        return try views.page(
            "platforms/edit.html", page, title: "Edit \(entry.title)",
            breadcrumbs: Self.breadcrumbs + [Component.Link(title: entry.title, url: url)],
            status: problem?.status ?? .ok, request: request, context: context)
    }
}
