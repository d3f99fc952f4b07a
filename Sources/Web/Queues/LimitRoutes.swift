import Domain
import Hummingbird
import Services

/// The limits of keys and of their classes.
struct LimitRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("classes/:class/edit", use: editClass)
        group.post("classes/:class", use: updateClass)
        group.get("keys/edit", use: editKey)
        group.post("keys", use: updateKey)
    }

    @Sendable private func editClass(_ request: Request, context: SignedInContext) async throws -> Response {
        let found = try await findClass(context)
        return try page(found, LimitForm(found.limit), problem: nil, request, context)
    }

    @Sendable private func updateClass(_ request: Request, context: SignedInContext) async throws -> Response {
        let found = try await findClass(context)
        let form = LimitForm(try await request.form(context))
        do {
            let changed = try await services.queues.setLimit(form.limit(), ofClass: found.name, by: context.actor)
            return done("Each \(changed.name) without a limit of its own has \(changed.limit.words).")
        } catch let problem as Problem where problem.isAboutForm {
            return try page(found, form, problem: problem, request, context)
        }
    }

    @Sendable private func editKey(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.manageQueue)
        let text = FormBody(queryOf: request).text("key")
        guard !text.isEmpty else { return try await page(nil, LimitForm(nil), problem: nil, request, context) }
        guard let key = JobKey(text) else { throw Problem.notFound("key") }
        let use = try await services.queues.key(key, by: context.actor)
        return try await page(use, LimitForm(use.ownLimit, key: key.description), problem: nil, request, context)
    }

    @Sendable private func updateKey(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.manageQueue)
        let form = LimitForm(try await request.form(context))
        let key = JobKey(form.key)
        do {
            guard let key else {
                throw Problem.invalid([FieldProblem("key", "Write a class, a colon and a name, such as site:lisbon.")])
            }
            let use = try await services.queues.setLimit(form.limit(), of: key, by: context.actor)
            let names = try await services.queues.names(of: [key], by: context.actor)
            return done("The \(key.class) \(names[key] ?? key.name) has \(use.limit.words).")
        } catch let problem as Problem where problem.isAboutForm {
            let use = if let key { try await services.queues.key(key, by: context.actor) } else { nil as JobKeyUse? }
            return try await page(use, form, problem: problem, request, context)
        }
    }

    private func findClass(_ context: SignedInContext) async throws -> JobKeyClass {
        try context.require(.manageQueue)
        let name = context.parameters.get("class") ?? ""
        guard let found = try await services.queues.classes(by: context.actor).first(where: { $0.name == name }) else {
            throw Problem.notFound("class of keys")
        }
        return found
    }

    private func done(_ sentence: String) -> Response {
        var response = Response.seeOther("/queues")
        views.cookies.setFlash("success", sentence, on: &response)
        return response
    }

    private func page(
        _ found: JobKeyClass, _ form: LimitForm, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) throws -> Response {
        let page = QueuePages.Edit(
            title: "Limit of each \(found.name)",
            subtitle: "It holds for every key of the class that has no limit of its own.",
            form: form.form(action: "/queues/classes/\(found.name)", asksForKey: false, problem: problem),
            facts: [.make("In use", found.inUse.grouped), .make("Waiting", found.waiting.grouped)])
        return try show(page, problem, request, context)
    }

    private func page(
        _ use: JobKeyUse?, _ form: LimitForm, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        var title = "Limit a key"
        var facts: [Component.Fact] = []
        if let use {
            let names = try await services.queues.names(of: [use.key], by: context.actor)
            title = "Limit of the \(use.key.class) \(names[use.key] ?? use.key.name)"
            facts = [
                .make("Limit that holds", use.limit.words), .make("In use", use.inUse.grouped),
                .make("Waiting", use.waiting.grouped),
            ]
        }
        let page = QueuePages.Edit(
            title: title, subtitle: "Where it says nothing, the limit of its class holds.",
            form: form.form(action: "/queues/keys", asksForKey: use == nil, problem: problem), facts: facts)
        return try show(page, problem, request, context)
    }

    private func show(
        _ page: QueuePages.Edit, _ problem: Problem?, _ request: Request, _ context: SignedInContext
    ) throws -> Response {
        try views.page(
            "queues/edit.html", page, title: page.title,
            breadcrumbs: [Component.Link(title: "Queues", url: "/queues")], status: problem?.status ?? .ok,
            request: request, context: context)
    }
}
