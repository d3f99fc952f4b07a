import Domain
import Hummingbird
import Services

extension ProposalForm {
    /// The page on which a refused proposal was written, with its values and what is wrong with them.
    func page(
        _ body: FormBody, problem: Problem, views: ViewRenderer, request: Request
    ) async throws -> Response {
        switch body.text("source") {
        case "template":
            let set = try await services.templates.find(try id(body, "template", of: "template set"), by: context.actor)
            return try await templatePage(set, body, problem: problem, views: views, request: request)
        case "stack":
            let stack = try await services.stacks.find(try id(body, "stack", of: "stack"), by: context.actor)
            return try await stackPage(stack, body, problem: problem, views: views, request: request)
        case "restore":
            let backup = try await services.backups.find(try id(body, "backup", of: "backup"), by: context.actor)
            return try await BackupShow(services: services, context: context)
                .page(backup, reason: body.text("reason"), problem: problem, views: views, request: request)
        default:
            let page = ChangePages.New(proposal: try await lines(body, problem: problem))
            return try views.page(
                "changes/new.html", page, title: "New change",
                breadcrumbs: [Component.Link(title: "Changes", url: "/changes")], status: problem.status,
                request: request, context: context)
        }
    }

    /// The page that proposes a change from a template set.
    func templatePage(
        _ set: TemplateSet, _ body: FormBody, problem: Problem?, views: ViewRenderer, request: Request
    ) async throws -> Response {
        let page = TemplatePages.Deploy(
            header: TemplatePages.Header(set, tab: .deploy, context: context),
            proposal: try await template(set, body, problem: problem))
        return try views.page(
            "templates/deploy.html", page, title: "Deploy \(set.name)", breadcrumbs: TemplatePages.breadcrumbs(set),
            status: problem?.status ?? .ok, request: request, context: context)
    }

    /// The page that proposes a change from a stack.
    func stackPage(
        _ stack: Stack, _ body: FormBody, problem: Problem?, views: ViewRenderer, request: Request
    ) async throws -> Response {
        let members = try await services.stacks.members(of: stack, by: context.actor)
        let page = StackPages.Deploy(
            header: StackPages.Header(stack, context: context), members: members.map(\.name),
            proposal: try await self.stack(stack, members: members, body, problem: problem))
        return try views.page(
            "stacks/deploy.html", page, title: "Deploy \(stack.name)", breadcrumbs: StackPages.breadcrumbs(stack),
            status: problem?.status ?? .ok, request: request, context: context)
    }
}
