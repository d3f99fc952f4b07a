import Domain
import Hummingbird
import Services

/// Where backups are kept: the git repository, its remote, and retention.
struct ArchiveRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: show)
        group.post("catch-ups", use: catchUp)
        group.post("rebuilds", use: rebuild)
        group.post("pushes", use: push)
        group.post("remote", use: saveRemote)
        group.post("remote-deletion", use: removeRemote)
        group.post("retention", use: saveRetention)
        group.post("removals", use: prune)
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        try await page(remote: nil, retention: nil, problem: nil, request, context)
    }

    @Sendable private func catchUp(_ request: Request, context: SignedInContext) async throws -> Response {
        try await services.archive.requestCatchUp(by: context.actor)
        return answer("info", "A worker brings git in step with the backups.")
    }

    @Sendable private func rebuild(_ request: Request, context: SignedInContext) async throws -> Response {
        try await services.archive.requestRebuild(by: context.actor)
        return answer("info", "A worker makes git again from the backups.")
    }

    @Sendable private func prune(_ request: Request, context: SignedInContext) async throws -> Response {
        try await services.retention.requestPruning(by: context.actor)
        return answer("info", "A worker removes what the rule lets go.")
    }

    @Sendable private func push(_ request: Request, context: SignedInContext) async throws -> Response {
        let isForced = FormBody(queryOf: request).text("force") == "yes"
        try await services.archive.requestPush(isForced: isForced, by: context.actor)
        return answer("info", "A worker pushes. This page shows how it went.")
    }

    @Sendable private func saveRemote(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editCredentials)
        let form = RemoteForm(try await request.form(context))
        do {
            try await services.archive.save(form.remote(), by: context.actor)
        } catch let problem as Problem where problem.isAboutForm {
            return try await page(remote: form, retention: nil, problem: problem, request, context)
        }
        return answer("success", "Saved the remote. The first push begins at once.")
    }

    @Sendable private func removeRemote(_ request: Request, context: SignedInContext) async throws -> Response {
        try await services.archive.removeRemote(by: context.actor)
        return answer("success", "Nothing is pushed any more.")
    }

    @Sendable private func saveRetention(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editCredentials)
        let form = RetentionForm(try await request.form(context))
        do {
            try await services.retention.save(form.rule(), by: context.actor)
        } catch let problem as Problem where problem.isAboutForm {
            return try await page(remote: nil, retention: form, problem: problem, request, context)
        }
        return answer("success", "Saved the rule of retention.")
    }

    private func answer(_ tone: String, _ sentence: String) -> Response {
        var response = Response.seeOther("/archive")
        views.cookies.setFlash(tone, sentence, on: &response)
        return response
    }

    private func page(
        remote: RemoteForm?, retention: RetentionForm?, problem: Problem?, _ request: Request,
        _ context: SignedInContext
    ) async throws -> Response {
        let actor = context.actor
        let state = try await services.archive.state(by: actor)
        let rule = try await services.retention.rule(by: actor)
        let maker = ArchivePageMaker(
            state: state, retention: rule,
            credentials: try await services.credentials.list(page: Page(number: 1, size: Page.largestSize), by: actor)
                .elements,
            context: context)
        let page = maker.page(
            remote: remote ?? RemoteForm(state.remote), retention: retention ?? RetentionForm(rule), problem: problem)
        return try views.page(
            "archive/show.html", page, title: "Backups and git", status: problem?.status ?? .ok, request: request,
            context: context)
    }
}
