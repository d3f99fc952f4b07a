import Domain
import Hummingbird
import Services

/// The live parts of a change's page, and the events that say which of them is out of date.
struct ChangeLiveRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get(":id/events", use: events)
        group.get(":id/state", use: state)
        group.get(":id/approval", use: approval)
        group.get(":id/risk", use: risk)
        group.get(":id/record", use: record)
        group.get(":id/targets/:device", use: target)
    }

    @Sendable private func events(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Change.ID = try context.identifier(of: "change")
        let detail = try await services.changes.detail(id, by: context.actor)
        let devices = detail.devices.map(\.deviceID.description)
        return try await EventStream(events: services.events, topic: .change(id)) { event in
            switch event.kind {
            case "state":
                return ["change-state", "change-approval", "change-risk", "change-record"]
                    + devices.map { "target-\($0)" }
            case "planning": return ["change-state", "target-\(event.subject)"]
            case "target": return ["target-\(event.subject)", "change-record"]
            case "line": return ["target-\(event.subject)"]
            default: return []
            }
        }.response(to: request, context: context)
    }

    @Sendable private func state(_ request: Request, context: SignedInContext) async throws -> Response {
        try await part("changes/_state.html", "state", request, context) { ChangePages.State($0) }
    }

    @Sendable private func approval(_ request: Request, context: SignedInContext) async throws -> Response {
        try await part("changes/_approval.html", "approval", request, context) { ChangePages.ApprovalPanel($0) }
    }

    @Sendable private func risk(_ request: Request, context: SignedInContext) async throws -> Response {
        try await part("changes/_risk.html", "risk", request, context) { ChangePages.Risk($0) }
    }

    @Sendable private func record(_ request: Request, context: SignedInContext) async throws -> Response {
        try await part("changes/_record.html", "record", request, context) { ChangePages.Record($0) }
    }

    @Sendable private func target(_ request: Request, context: SignedInContext) async throws -> Response {
        let device: Device.ID = try context.identifier("device", of: "device")
        return try await part("changes/_target.html", "target", request, context) { detail in
            guard let target = ChangePages.Target.all(detail).first(where: { $0.id == device.description }) else {
                throw Problem.notFound("device in this change")
            }
            return target
        }
    }

    private func part(
        _ view: String, _ name: String, _ request: Request, _ context: SignedInContext,
        _ make: (ChangeDetail) throws -> some Encodable
    ) async throws -> Response {
        let detail = try await services.changes.detail(try context.identifier(of: "change"), by: context.actor)
        return try views.fragment(view, make(detail), named: name, request: request, context: context)
    }
}
