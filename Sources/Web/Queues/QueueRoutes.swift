import Domain
import Hummingbird
import Services

/// The queue by kinds of jobs: how they stand, and pausing them.
struct QueueRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
        group.post(":kind/pause", use: pause)
        group.post(":kind/resumption", use: resume)
        LimitRoutes(services: services, views: views).add(to: group)
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let queues = services.queues
        let keys = try await queues.keys(page: Page(queryOf: request), by: context.actor)
        let names = try await queues.names(of: Set(keys.elements.map(\.key)), by: context.actor)
        let page = QueuePages.Index(
            kinds: try await queues.list(by: context.actor).map { QueuePages.Index.Kind($0, context: context) },
            classes: try await queues.classes(by: context.actor).map { QueuePages.Index.Key($0) },
            keys: keys.elements.map { QueuePages.Index.Key($0, name: names[$0.key] ?? $0.key.name) },
            pagination: Component.Pagination(keys, request: request), canLimit: context.actor.may(.manageQueue))
        return try views.page("queues/index.html", page, title: "Queues", request: request, context: context)
    }

    @Sendable private func pause(_ request: Request, context: SignedInContext) async throws -> Response {
        try await setPause(true, context)
    }

    @Sendable private func resume(_ request: Request, context: SignedInContext) async throws -> Response {
        try await setPause(false, context)
    }

    private func setPause(_ isPaused: Bool, _ context: SignedInContext) async throws -> Response {
        try context.require(.manageQueue)
        guard let kind = context.parameters.get("kind").flatMap({ JobKind(rawValue: $0) }) else {
            throw Problem.notFound("kind of jobs")
        }
        _ = try await services.queues.setPause(isPaused, of: kind, by: context.actor)
        var response = Response.seeOther("/queues")
        let sentence =
            isPaused ? "No more jobs «\(kind.title)» are started; those that run go on." : "Jobs «\(kind.title)» start again."
        views.cookies.setFlash("success", sentence, on: &response)
        return response
    }
}
