import Domain
import Hummingbird
import Services

/// What a device tells of itself, and by what it is believed.
struct FactRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get(":id/facts", use: show)
        group.get(":id/facts/report", use: report)
        group.post(":id/fact-reads", use: read)
        group.post(":id/identity", use: accept)
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let frame = try await DeviceFrame.load(try context.identifier(of: "device"), services, by: context.actor)
        return try await page(frame, reason: "", problem: nil, request, context)
    }

    @Sendable private func report(_ request: Request, context: SignedInContext) async throws -> Response {
        let device = try await services.devices.find(try context.identifier(of: "device"), by: context.actor)
        let report = try await loadReport(of: device, context)
        return try views.fragment("devices/_facts.html", report, named: "report", request: request, context: context)
    }

    @Sendable private func read(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Device.ID = try context.identifier(of: "device")
        _ = try await services.devices.requestFacts(id, by: context.actor)
        return .seeOther("/devices/\(id)/facts")
    }

    @Sendable private func accept(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editCredentials)
        let device = try await services.devices.find(try context.identifier(of: "device"), by: context.actor)
        let body = try await request.form(context)
        do {
            guard let service = device.factProtocol.service else { throw Problem.notFound("identity") }
            _ = try await services.devices.acceptIdentity(
                device.id, service, shown: body.text("shown"), reason: body.text("reason"), by: context.actor)
            var response = Response.seeOther("/devices/\(device.id)/facts")
            views.cookies.setFlash(
                "success", "The device is believed by what it shows now. Read the facts again.", on: &response)
            return response
        } catch let problem as Problem where problem.isAboutForm || problem.code == "identity_offer_changed" {
            let frame = try await DeviceFrame.load(device.id, services, by: context.actor)
            return try await page(frame, reason: body.text("reason"), problem: problem, request, context)
        }
    }

    private func page(
        _ frame: DeviceFrame, reason: String, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let identity = try await services.devices.identity(of: frame.device, by: context.actor)
        let page = DevicePages.Facts(
            header: frame.header(.facts, context), report: try await loadReport(of: frame.device, context),
            identity: DevicePages.Identity(
                identity, url: frame.url, reason: reason, problem: problem, context: context))
        return try views.page(
            "devices/facts.html", page, title: "Facts of \(frame.device.name)", breadcrumbs: frame.breadcrumbs,
            status: problem?.status ?? .ok, request: request, context: context)
    }

    private func loadReport(of device: Device, _ context: SignedInContext) async throws -> DevicePages.FactReport {
        let filter = JobFilter(kinds: [.readFacts], deviceID: device.id, page: Page(number: 1, size: 1))
        let job = try await services.jobs.list(filter, by: context.actor).elements.first
        let known = try await services.devices.facts(device.id, by: context.actor)
        return DevicePages.FactReport(known, of: device, job: job, context: context)
    }
}
