import Hummingbird
import Services

/// For load balancers: `live` answers while the process does, `ready` while the database answers too.
struct HealthRoutes: Sendable {
    let health: HealthService

    func add(to group: RouterGroup<WebContext>) {
        group.get("live") { _, _ in Response.text("ok\n") }
        group.get("ready") { _, _ in
            try await health.check()
            return Response.text("ok\n")
        }
    }
}
