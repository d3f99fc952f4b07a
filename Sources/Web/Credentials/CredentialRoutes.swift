import Domain
import Hummingbird
import Services

/// Credential sets: the list, the page of each, and their forms. Secrets come in and are never shown.
struct CredentialRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
        group.get("new", use: new)
        group.post("", use: create)
        group.get(":id", use: show)
        group.get(":id/edit", use: edit)
        group.post(":id", use: update)
        group.post(":id/deletion", use: delete)
    }

    private static let breadcrumbs = [Component.Link(title: "Credentials", url: "/credentials")]

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let found = try await services.credentials.list(page: Page(number: 1, size: 500), by: context.actor)
        let page = CredentialPages.Index(
            canEdit: context.actor.may(.editCredentials), rows: found.elements.map { CredentialPages.Index.Row($0) })
        return try views.page("credentials/index.html", page, title: "Credentials", request: request, context: context)
    }

    @Sendable private func new(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editCredentials)
        return try newPage(CredentialForm(), problem: nil, request, context)
    }

    @Sendable private func create(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editCredentials)
        let form = CredentialForm(try await request.form(context))
        do {
            let set = try await services.credentials.add(form.draft, by: context.actor)
            var response = Response.seeOther("/credentials/\(set.id)")
            views.cookies.setFlash("success", "Added \(set.name). Its secrets are sealed.", on: &response)
            return response
        } catch let problem as Problem where problem.isAboutForm {
            return try newPage(form, problem: problem, request, context)
        }
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let set = try await services.credentials.find(try context.identifier(of: "credential set"), by: context.actor)
        let devices = try await services.credentials.devices(using: set, by: context.actor)
        return try views.page(
            "credentials/show.html", CredentialPages.Show(set, devices: devices, context: context), title: set.name,
            breadcrumbs: Self.breadcrumbs, request: request, context: context)
    }

    @Sendable private func edit(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editCredentials)
        let set = try await services.credentials.find(try context.identifier(of: "credential set"), by: context.actor)
        return try editPage(set, CredentialForm(set), problem: nil, request, context)
    }

    @Sendable private func update(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editCredentials)
        let id: CredentialSet.ID = try context.identifier(of: "credential set")
        let form = CredentialForm(try await request.form(context))
        do {
            let set = try await services.credentials.update(id, form.draft, by: context.actor)
            var response = Response.seeOther("/credentials/\(id)")
            views.cookies.setFlash("success", "Saved \(set.name).", on: &response)
            return response
        } catch let problem as Problem where problem.isAboutForm {
            let set = try await services.credentials.find(id, by: context.actor)
            return try editPage(set, form, problem: problem, request, context)
        }
    }

    @Sendable private func delete(_ request: Request, context: SignedInContext) async throws -> Response {
        let set = try await services.credentials.find(try context.identifier(of: "credential set"), by: context.actor)
        try await services.credentials.remove(set.id, by: context.actor)
        var response = Response.seeOther("/credentials")
        views.cookies.setFlash("success", "Removed \(set.name).", on: &response)
        return response
    }

    private func newPage(
        _ form: CredentialForm, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) throws -> Response {
        let page = CredentialPages.New(
            form: form.form(
                action: "/credentials", submitTitle: "Add credential set", cancelURL: "/credentials", existing: nil,
                problem: problem))
        return try views.page(
            "credentials/new.html", page, title: "Add a credential set", breadcrumbs: Self.breadcrumbs,
            status: problem?.status ?? .ok, request: request, context: context)
    }

    private func editPage(
        _ set: CredentialSet, _ form: CredentialForm, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) throws -> Response {
        let url = "/credentials/\(set.id)"
        let page = CredentialPages.Edit(
            name: set.name,
            form: form.form(action: url, submitTitle: "Save", cancelURL: url, existing: set, problem: problem))
        return try views.page(
            "credentials/edit.html", page, title: "Edit \(set.name)",
            breadcrumbs: Self.breadcrumbs + [Component.Link(title: set.name, url: url)],
            status: problem?.status ?? .ok, request: request, context: context)
    }
}
