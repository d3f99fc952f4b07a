import Domain
import Hummingbird
import Services

/// Changes: the list, the proposal, the page of each, and the verbs as nouns.
struct ChangeRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
        group.get("new", use: new)
        group.post("", use: create)
        group.get(":id", use: show)
        group.post(":id/approvals", use: approve)
        group.post(":id/rejections", use: reject)
        group.post(":id/runs", use: run)
        group.post(":id/cancellation", use: cancel)
        group.post(":id/undo", use: undo)
        group.post(":id/plans", use: plan)
        ChangeLiveRoutes(services: services, views: views).add(to: group)
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let query = FormBody(queryOf: request)
        let chosen = ChangeListTab(rawValue: query.text("state")) ?? .all
        let filter = ChangeFilter(states: chosen.states, page: Page(queryOf: request))
        let found = try await services.changes.summaries(filter, by: context.actor)
        let page = ChangePages.Index(
            search: "", state: chosen.rawValue, isFiltered: chosen != .all,
            canPropose: context.actor.may(.proposeChanges), tabs: ChangeListTab.tabs(current: chosen),
            rows: found.elements.map { ChangePages.Row($0) }, pagination: Component.Pagination(found, request: request))
        return try views.page("changes/index.html", page, title: "Changes", request: request, context: context)
    }

    @Sendable private func new(_ request: Request, context: SignedInContext) async throws -> Response {
        let proposal = try await ProposalForm(services: services, context: context).lines(
            FormBody(queryOf: request), problem: nil)
        return try views.page(
            "changes/new.html", ChangePages.New(proposal: proposal), title: "New change",
            breadcrumbs: [Component.Link(title: "Changes", url: "/changes")], request: request, context: context)
    }

    @Sendable private func create(_ request: Request, context: SignedInContext) async throws -> Response {
        let body = try await request.form(context)
        do {
            let draft = try await ProposalForm(services: services, context: context).draft(body)
            let change = try await services.changes.propose(draft, by: context.actor)
            return .seeOther("/changes/\(change.id)")
        } catch let problem as Problem where problem.kind == .invalid {
            return try await ProposalForm(services: services, context: context)
                .page(body, problem: problem, views: views, request: request)
        }
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let detail = try await services.changes.detail(try context.identifier(of: "change"), by: context.actor)
        return try page(detail, request, context)
    }

    @Sendable private func approve(_ request: Request, context: SignedInContext) async throws -> Response {
        try await answer(request, context) { id, body in
            try await services.changes.approve(
                id, digest: body.text("digest"), reason: body.text("reason"), by: context.actor)
        }
    }

    @Sendable private func reject(_ request: Request, context: SignedInContext) async throws -> Response {
        try await answer(request, context) { id, body in
            try await services.changes.reject(
                id, digest: body.text("digest"), reason: body.text("reason"), by: context.actor)
        }
    }

    @Sendable private func run(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Change.ID = try context.identifier(of: "change")
        let body = try await request.form(context)
        _ = try await services.changes.run(id, digest: body.text("digest"), by: context.actor)
        return .seeOther("/changes/\(id)")
    }

    @Sendable private func cancel(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Change.ID = try context.identifier(of: "change")
        _ = try await services.changes.cancel(id, by: context.actor)
        return .seeOther("/changes/\(id)")
    }

    @Sendable private func undo(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Change.ID = try context.identifier(of: "change")
        let body = try await request.form(context)
        let change = try await services.changes.undo(id, reason: body.text("reason"), by: context.actor)
        return .seeOther("/changes/\(change.id)")
    }

    @Sendable private func plan(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Change.ID = try context.identifier(of: "change")
        _ = try await services.changes.planAgain(id, by: context.actor)
        return .seeOther("/changes/\(id)")
    }

    private func answer(
        _ request: Request, _ context: SignedInContext, _ give: (Change.ID, FormBody) async throws -> Change
    ) async throws -> Response {
        let id: Change.ID = try context.identifier(of: "change")
        let body = try await request.form(context)
        do {
            _ = try await give(id, body)
            return .seeOther("/changes/\(id)")
        } catch let problem as Problem where problem.kind == .invalid {
            let detail = try await services.changes.detail(id, by: context.actor)
            var page = ChangePages.Show(detail)
            page.approval = ChangePages.ApprovalPanel(
                detail, reason: body.text("reason"), error: problem.fields.first?.sentence ?? problem.sentence)
            return try self.page(page, detail, problem.status, request, context)
        }
    }

    private func page(_ detail: ChangeDetail, _ request: Request, _ context: SignedInContext) throws -> Response {
        try page(ChangePages.Show(detail), detail, .ok, request, context)
    }

    private func page(
        _ page: ChangePages.Show, _ detail: ChangeDetail, _ status: HTTPResponse.Status, _ request: Request,
        _ context: SignedInContext
    ) throws -> Response {
        try views.page(
            "changes/show.html", page, title: "#\(detail.change.number) \(detail.change.title)",
            breadcrumbs: [Component.Link(title: "Changes", url: "/changes")], status: status, request: request,
            context: context)
    }
}
