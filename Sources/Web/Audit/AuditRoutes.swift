import Domain
import Hummingbird
import Services

/// The record of who did what.
struct AuditRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let query = FormBody(queryOf: request)
        let search = query.text("q")
        let action = query.text("action")
        let filter = AuditFilter(
            action: action.isEmpty ? nil : action, search: search, page: Page(queryOf: request))
        let found = try await services.audit.list(filter, by: context.actor)
        let page = AuditPages.Index(
            search: search,
            actionOptions: [.make("", "Any action", chosen: action)]
                + AuditActionName.all.map { .make($0, $0, chosen: action) },
            isFiltered: !search.isEmpty || !action.isEmpty,
            chain: Component.Check(try await services.audit.chain(by: context.actor)),
            rows: found.elements.map { AuditPages.Index.Row($0) },
            pagination: Component.Pagination(found, request: request))
        return try views.page("audit/index.html", page, title: "Audit", request: request, context: context)
    }
}
