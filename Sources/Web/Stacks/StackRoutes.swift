import Domain
import Hummingbird
import Services

/// Stacks: the list, the page of each, and their forms.
struct StackRoutes: Sendable {
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
        group.get(":id/deploy", use: deploy)
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let found = try await services.stacks.list(page: Page(number: 1, size: 500), by: context.actor)
        var rows: [StackPages.Index.Row] = []
        for stack in found.elements {
            let members = try await services.stacks.members(of: stack, by: context.actor)
            rows.append(StackPages.Index.Row(stack, members: members.map(\.name), context: context))
        }
        let page = StackPages.Index(
            canEdit: context.actor.may(.editTemplates), canPropose: context.actor.may(.proposeChanges), rows: rows)
        return try views.page("stacks/index.html", page, title: "Stacks", request: request, context: context)
    }

    @Sendable private func new(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editTemplates)
        return try await newPage(StackForm(), problem: nil, request, context)
    }

    @Sendable private func create(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editTemplates)
        let form = StackForm(try await request.form(context))
        do {
            let stack = try await services.stacks.add(form.draft(), by: context.actor)
            var response = Response.seeOther("/stacks/\(stack.id)")
            views.cookies.setFlash("success", "Added \(stack.name).", on: &response)
            return response
        } catch let problem as Problem where problem.isAboutForm {
            return try await newPage(form, problem: problem, request, context)
        }
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let actor = context.actor
        let stack = try await services.stacks.find(try context.identifier(of: "stack"), by: actor)
        let page = StackPages.Show(
            stack, members: try await services.stacks.members(of: stack, by: actor),
            variables: try await services.stacks.variables(of: stack, by: actor),
            changes: try await services.changes.latest(of: stack.id, by: actor), context: context)
        return try views.page(
            "stacks/show.html", page, title: stack.name,
            breadcrumbs: [Component.Link(title: "Stacks", url: "/stacks")], request: request, context: context)
    }

    @Sendable private func edit(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editTemplates)
        let stack = try await services.stacks.find(try context.identifier(of: "stack"), by: context.actor)
        return try await editPage(stack, StackForm(stack), problem: nil, request, context)
    }

    @Sendable private func update(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editTemplates)
        let id: Stack.ID = try context.identifier(of: "stack")
        let form = StackForm(try await request.form(context))
        do {
            let stack = try await services.stacks.update(id, form.draft(), by: context.actor)
            var response = Response.seeOther("/stacks/\(id)")
            views.cookies.setFlash("success", "Saved \(stack.name).", on: &response)
            return response
        } catch let problem as Problem where problem.isAboutForm {
            let stack = try await services.stacks.find(id, by: context.actor)
            return try await editPage(stack, form, problem: problem, request, context)
        }
    }

    @Sendable private func delete(_ request: Request, context: SignedInContext) async throws -> Response {
        let stack = try await services.stacks.find(try context.identifier(of: "stack"), by: context.actor)
        try await services.stacks.remove(stack.id, by: context.actor)
        var response = Response.seeOther("/stacks")
        views.cookies.setFlash("success", "Removed \(stack.name).", on: &response)
        return response
    }

    @Sendable private func deploy(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.proposeChanges)
        let stack = try await services.stacks.find(try context.identifier(of: "stack"), by: context.actor)
        return try await ProposalForm(services: services, context: context)
            .stackPage(stack, FormBody(queryOf: request), problem: nil, views: views, request: request)
    }

    private func newPage(
        _ form: StackForm, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let templates = try await templates(context)
        let page = StackPages.New(
            form: form.form(
                action: "/stacks", submitTitle: "Add stack", cancelURL: "/stacks", templates: templates,
                problem: problem),
            hasTemplates: !templates.isEmpty)
        return try views.page(
            "stacks/new.html", page, title: "Add a stack",
            breadcrumbs: [Component.Link(title: "Stacks", url: "/stacks")], status: problem?.status ?? .ok,
            request: request, context: context)
    }

    private func editPage(
        _ stack: Stack, _ form: StackForm, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let url = "/stacks/\(stack.id)"
        let page = StackPages.Edit(
            name: stack.name,
            form: form.form(
                action: url, submitTitle: "Save", cancelURL: url, templates: try await templates(context),
                problem: problem),
            deletion: .make(
                "delete", "Remove stack", url: url + "/deletion", icon: "trash", style: "danger",
                confirm: ("Remove \(stack.name)?", "What it deployed stays on the devices.")))
        return try views.page(
            "stacks/edit.html", page, title: "Edit \(stack.name)", breadcrumbs: StackPages.breadcrumbs(stack),
            status: problem?.status ?? .ok, request: request, context: context)
    }

    private func templates(_ context: SignedInContext) async throws -> [TemplateSet] {
        try await services.templates.list(search: "", page: Page(number: 1, size: 500), by: context.actor).elements
    }
}
