import Domain
import Hummingbird
import Services

/// What is not being tried: breakers and lockouts, live, and the buttons that end them.
struct BreakerRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
        group.get("list", use: list)
        group.get("lockouts", use: lockouts)
        group.get("lockouts/list", use: lockoutList)
        group.get("events", use: events)
        group.post(":id/reset", use: reset)
        group.post("lockouts/:id/reset", use: resetLockout)
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let (found, list) = try await load(request, context)
        let held = try await services.breakers.heldLogins(page: Page(number: 1, size: 1), by: context.actor)
        let page = BreakerPages.Index(
            tabs: Self.tabs(breakers: found.total, lockouts: held.total, isLockouts: false),
            eventsURL: "/breakers/events", list: list,
            pagination: Component.Pagination(found, request: request))
        return try views.page("breakers/index.html", page, title: "Breakers", request: request, context: context)
    }

    @Sendable private func list(_ request: Request, context: SignedInContext) async throws -> Response {
        let list = try await load(request, context).1
        return try views.fragment("breakers/_list.html", list, named: "list", request: request, context: context)
    }

    @Sendable private func lockouts(_ request: Request, context: SignedInContext) async throws -> Response {
        let (found, list) = try await loadLockouts(request, context)
        let open = try await services.breakers.openBreakers(page: Page(number: 1, size: 1), by: context.actor)
        let page = BreakerPages.Lockouts(
            tabs: Self.tabs(breakers: open.total, lockouts: found.total, isLockouts: true),
            eventsURL: "/breakers/events", list: list,
            pagination: Component.Pagination(found, request: request))
        return try views.page(
            "breakers/lockouts.html", page, title: "Held logins",
            breadcrumbs: [Component.Link(title: "Breakers", url: "/breakers")], request: request, context: context)
    }

    @Sendable private func lockoutList(_ request: Request, context: SignedInContext) async throws -> Response {
        let list = try await loadLockouts(request, context).1
        return try views.fragment("breakers/_lockouts.html", list, named: "list", request: request, context: context)
    }

    @Sendable private func events(_ request: Request, context: SignedInContext) async throws -> Response {
        try await EventStream(events: services.events, topic: .breakers) { _ in ["breakers", "lockouts"] }
            .response(to: request, context: context)
    }

    @Sendable private func reset(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.readDevices)
        let breaker = try await services.breakers.resetBreaker(
            try context.identifier(of: "breaker"), by: context.actor)
        return backAfter("\(breaker.key) is tried again by the next session.", "/breakers", request)
    }

    @Sendable private func resetLockout(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editCredentials)
        let lockout = try await services.breakers.resetLockout(
            try context.identifier(of: "lockout"), by: context.actor)
        return backAfter("The login \(lockout.key.login) may be tried again.", "/breakers/lockouts", request)
    }

    /// To the device's page when its button was pressed there: the form says so in its query.
    private func backAfter(_ sentence: String, _ otherwise: String, _ request: Request) -> Response {
        let device: Device.ID? = Device.ID(FormBody(queryOf: request).text("device"))
        var response = Response.seeOther(device.map { "/devices/\($0)" } ?? otherwise)
        views.cookies.setFlash("success", sentence, on: &response)
        return response
    }

    private func load(
        _ request: Request, _ context: SignedInContext
    ) async throws -> (Paged<OpenBreaker>, BreakerPages.List) {
        let page = Page(queryOf: request)
        let found = try await services.breakers.openBreakers(page: page, by: context.actor)
        let list = BreakerPages.List(
            fragmentURL: "/breakers/list?page=\(page.number)",
            rows: found.elements.map { BreakerPages.Row($0, context: context) })
        return (found, list)
    }

    private func loadLockouts(
        _ request: Request, _ context: SignedInContext
    ) async throws -> (Paged<HeldLogin>, BreakerPages.LockoutList) {
        let page = Page(queryOf: request)
        let found = try await services.breakers.heldLogins(page: page, by: context.actor)
        let list = BreakerPages.LockoutList(
            fragmentURL: "/breakers/lockouts/list?page=\(page.number)",
            rows: found.elements.map { BreakerPages.LockoutRow($0, context: context) })
        return (found, list)
    }

    private static func tabs(breakers: Int, lockouts: Int, isLockouts: Bool) -> [Component.Tab] {
        [
            Component.Tab(title: "Devices", url: "/breakers", count: String(breakers), isCurrent: !isLockouts),
            Component.Tab(
                title: "Logins", url: "/breakers/lockouts", count: String(lockouts), isCurrent: isLockouts),
        ]
    }
}
