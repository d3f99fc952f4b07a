import Domain
import Hummingbird
import Services

/// The processes that run jobs: the list, the page of each, and what is wanted of them.
struct WorkerRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
        group.get(":id", use: show)
        group.post(":id/pause", use: pause)
        group.post(":id/resumption", use: resume)
        group.post(":id/drain", use: drain)
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let found = try await services.workers.list(page: Page(queryOf: request), by: context.actor)
        let page = WorkerPages.Index(
            rows: found.elements.map { WorkerPages.Row($0, context: context) },
            pagination: Component.Pagination(found, request: request))
        return try views.page("workers/index.html", page, title: "Workers", request: request, context: context)
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let worker = try await services.workers.find(try context.identifier(of: "worker"), by: context.actor)
        var filter = JobFilter(states: [.running], page: Page(number: 1, size: 100))
        filter.workerID = worker.id
        let jobs = try await JobRows.load(filter, services, context)
        let leases = try await services.workers.leases(of: worker.id, by: context.actor)
        let page = WorkerPages.Show(
            worker: WorkerPages.Row(worker, context: context), facts: worker.facts, eventsURL: jobs.eventsURL,
            jobs: jobs.rows, leases: leases.map { WorkerPages.Show.Lease($0) })
        return try views.page(
            "workers/show.html", page, title: "Worker on \(worker.host)",
            breadcrumbs: [Component.Link(title: "Workers", url: "/workers")], request: request, context: context)
    }

    @Sendable private func pause(_ request: Request, context: SignedInContext) async throws -> Response {
        try await want(.pause, "starts nothing new until it is resumed", context)
    }

    @Sendable private func resume(_ request: Request, context: SignedInContext) async throws -> Response {
        try await want(.run, "works again", context)
    }

    @Sendable private func drain(_ request: Request, context: SignedInContext) async throws -> Response {
        try await want(.drain, "ends what it runs and stops", context)
    }

    private func want(
        _ wish: WorkerProcess.Wish, _ what: String, _ context: SignedInContext
    ) async throws -> Response {
        try context.require(.manageQueue)
        let worker = try await services.workers.want(
            wish, of: try context.identifier(of: "worker"), by: context.actor)
        var response = Response.seeOther("/workers/\(worker.id)")
        views.cookies.setFlash("success", "The worker on \(worker.host) \(what).", on: &response)
        return response
    }
}
