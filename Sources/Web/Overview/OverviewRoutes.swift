import Domain
import Hummingbird
import Services

/// The first page: what needs attention now, or the steps of an empty install.
struct OverviewRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let overview = try await services.overview.overview(by: context.actor)
        let changes = services.changes
        let finished = try await changes.summaries(
            ChangeFilter(states: [.done, .undone, .failed, .cancelled, .rejected], page: Page(number: 1, size: 5)),
            by: context.actor)
        let broken = try await changes.summaries(
            ChangeFilter(states: [.needsPerson, .failed], page: Page(number: 1, size: 5)), by: context.actor)
        let moving: [ChangeState] = [.planning, .running, .verifying, .paused]
        let page = OverviewPages.Index(
            overview, waitingForMe: try await changes.summaries(of: overview.waitingForMe),
            inFlight: try await changes.summaries(of: overview.openChanges.filter { moving.contains($0.state) }),
            broken: broken.elements, recent: finished.elements,
            subjects: try await services.jobs.subjects(of: overview.failedJobs, by: context.actor), context: context)
        return try views.page("overview/index.html", page, title: "Overview", request: request, context: context)
    }
}
