import Domain
import Hummingbird
import Services

/// Template sets: the list, the page of each with its revisions, and their forms.
struct TemplateRoutes: Sendable {
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
        TemplatePreviewRoutes(services: services, views: views).add(to: group)
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let search = FormBody(queryOf: request).text("q")
        // The page has no room for further pages; the search finds what is not among the first 500.
        let found = try await services.templates.list(
            search: search, page: Page(number: 1, size: 500), by: context.actor)
        let page = TemplatePages.Index(
            search: search, canEdit: context.actor.may(.editTemplates), canPropose: context.actor.may(.proposeChanges),
            isFiltered: !search.isEmpty, rows: found.elements.map { TemplatePages.Index.Row($0, context: context) })
        return try views.page("templates/index.html", page, title: "Templates", request: request, context: context)
    }

    @Sendable private func new(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editTemplates)
        return try newPage(TemplateForm(), problem: nil, request, context)
    }

    @Sendable private func create(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editTemplates)
        let form = TemplateForm(try await request.form(context))
        do {
            let set = try await services.templates.add(form.draft(), by: context.actor)
            var response = Response.seeOther("/templates/\(set.id)")
            views.cookies.setFlash("success", "Added \(set.name). Preview it before it goes anywhere.", on: &response)
            return response
        } catch let problem as Problem where problem.isAboutForm {
            return try newPage(form, problem: problem, request, context)
        }
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: TemplateSet.ID = try context.identifier(of: "template set")
        let actor = context.actor
        let set: TemplateSet
        if let revision = Int(FormBody(queryOf: request).text("revision")) {
            set = try await services.templates.find(id, revision: revision, by: actor)
        } else {
            set = try await services.templates.find(id, by: actor)
        }
        let page = TemplatePages.Show(
            set, variables: try services.templates.variables(of: set.bodies),
            revisions: try await services.templates.revisions(of: id, by: actor),
            stacks: try await services.stacks.list(using: id, by: actor), context: context)
        return try views.page(
            "templates/show.html", page, title: set.name,
            breadcrumbs: [Component.Link(title: "Templates", url: "/templates")], request: request, context: context)
    }

    @Sendable private func edit(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editTemplates)
        let set = try await services.templates.find(try context.identifier(of: "template set"), by: context.actor)
        return try await editPage(set, TemplateForm(set), problem: nil, request, context)
    }

    @Sendable private func update(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editTemplates)
        let id: TemplateSet.ID = try context.identifier(of: "template set")
        let form = TemplateForm(try await request.form(context))
        do {
            let set = try await services.templates.update(id, form.draft(), by: context.actor)
            var response = Response.seeOther("/templates/\(id)")
            views.cookies.setFlash("success", "Saved \(set.name), revision \(set.revision).", on: &response)
            return response
        } catch let problem as Problem where problem.isAboutForm {
            let set = try await services.templates.find(id, by: context.actor)
            return try await editPage(set, form, problem: problem, request, context)
        }
    }

    @Sendable private func delete(_ request: Request, context: SignedInContext) async throws -> Response {
        let set = try await services.templates.find(try context.identifier(of: "template set"), by: context.actor)
        try await services.templates.remove(set.id, by: context.actor)
        var response = Response.seeOther("/templates")
        views.cookies.setFlash("success", "Removed \(set.name).", on: &response)
        return response
    }

    @Sendable private func deploy(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.proposeChanges)
        let set = try await services.templates.find(try context.identifier(of: "template set"), by: context.actor)
        return try await ProposalForm(services: services, context: context)
            .templatePage(set, FormBody(queryOf: request), problem: nil, views: views, request: request)
    }

    private func newPage(
        _ form: TemplateForm, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) throws -> Response {
        let page = TemplatePages.New(
            form: form.form(
                action: "/templates", submitTitle: "Add template", cancelURL: "/templates",
                platforms: services.platforms.platforms, problem: problem),
            problems: problem == nil ? [] : problems(in: form))
        return try views.page(
            "templates/new.html", page, title: "Add a template",
            breadcrumbs: [Component.Link(title: "Templates", url: "/templates")], status: problem?.status ?? .ok,
            request: request, context: context)
    }

    private func editPage(
        _ set: TemplateSet, _ form: TemplateForm, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let url = "/templates/\(set.id)"
        let stacks = try await services.stacks.list(using: set.id, by: context.actor)
        let page = TemplatePages.Edit(
            name: set.name,
            form: form.form(
                action: url, submitTitle: "Save", cancelURL: url, platforms: services.platforms.platforms,
                problem: problem),
            problems: problem == nil ? [] : problems(in: form),
            deletion: .make(
                "delete", "Remove template", url: url + "/deletion", icon: "trash", style: "danger",
                whyNot: stacks.isEmpty
                    ? "" : "It stands in \(stacks.map(\.name).joined(separator: ", ")). Take it out there first.",
                confirm: ("Remove \(set.name)?", "Its revisions are removed with it. Nothing changes on devices.")))
        return try views.page(
            "templates/edit.html", page, title: "Edit \(set.name)", breadcrumbs: TemplatePages.breadcrumbs(set),
            status: problem?.status ?? .ok, request: request, context: context)
    }

    private func problems(in form: TemplateForm) -> [Component.TemplateProblem] {
        services.templates.faults(in: form.bodies).map { Component.TemplateProblem($0, in: form.bodies) }
    }
}
