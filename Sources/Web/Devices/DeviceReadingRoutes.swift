import Domain
import Hummingbird
import Services

/// What is read from a device: connection tests, the running configuration, backups; and the changes that name it.
struct DeviceReadingRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.post(":id/connection-tests", use: test)
        group.get(":id/configuration", use: configuration)
        group.get(":id/configuration/reading", use: reading)
        group.post(":id/configuration-reads", use: read)
        group.get(":id/backups", use: backups)
        group.post(":id/backups", use: backUp)
        group.get(":id/changes", use: changes)
        group.get(":id/holds", use: holds)
        group.get(":id/reachability", use: reachability)
        group.get(":id/events", use: events)
    }

    @Sendable private func test(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Device.ID = try context.identifier(of: "device")
        _ = try await services.devices.requestConnectionTest(id, by: context.actor)
        return .seeOther("/devices/\(id)")
    }

    @Sendable private func configuration(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Device.ID = try context.identifier(of: "device")
        let frame = try await DeviceFrame.load(id, services, by: context.actor)
        let page = DevicePages.Configuration(
            header: frame.header(.configuration, context), reading: try await loadReading(id, context))
        return try views.page(
            "devices/configuration.html", page, title: "Configuration of \(frame.device.name)",
            breadcrumbs: frame.breadcrumbs, request: request, context: context)
    }

    @Sendable private func reading(_ request: Request, context: SignedInContext) async throws -> Response {
        let reading = try await loadReading(try context.identifier(of: "device"), context)
        return try views.fragment(
            "devices/_configuration.html", reading, named: "reading", request: request, context: context)
    }

    @Sendable private func read(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Device.ID = try context.identifier(of: "device")
        _ = try await services.devices.requestReading(id, by: context.actor)
        return .seeOther("/devices/\(id)/configuration")
    }

    @Sendable private func backups(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Device.ID = try context.identifier(of: "device")
        let frame = try await DeviceFrame.load(id, services, by: context.actor)
        let found = try await services.backups.list(
            of: id, page: Page(queryOf: request, size: 20), by: context.actor)
        let drift = try await services.backups.drift(of: id, by: context.actor)
        let page = DevicePages.Backups(
            header: frame.header(.backups, context), drift: Component.Badge(drift),
            driftURL: drift.map { $0.isThere ? "/backups/\($0.now.id)/diff?against=\($0.after.id)" : "" } ?? "",
            rows: try await BackupRows.load(found, services, by: context.actor),
            pagination: Component.Pagination(found, request: request),
            commits: try await services.archive.log(of: id, by: context.actor).prefix(10).map(ArchivePages.Commit.init))
        return try views.page(
            "devices/backups.html", page, title: "Backups of \(frame.device.name)", breadcrumbs: frame.breadcrumbs,
            request: request, context: context)
    }

    @Sendable private func backUp(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Device.ID = try context.identifier(of: "device")
        let job = try await services.devices.requestBackup(id, by: context.actor)
        var response = Response.seeOther("/jobs/\(job)")
        views.cookies.setFlash("info", "The backup was asked for. This page shows how it goes.", on: &response)
        return response
    }

    @Sendable private func changes(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Device.ID = try context.identifier(of: "device")
        let frame = try await DeviceFrame.load(id, services, by: context.actor)
        let found = try await services.changes.summaries(
            ChangeFilter(deviceID: id, page: Page(queryOf: request)), by: context.actor)
        let page = DevicePages.Changes(
            header: frame.header(.changes, context), rows: found.elements.map { ChangePages.Row($0) },
            pagination: Component.Pagination(found, request: request), canPropose: context.actor.may(.proposeChanges))
        return try views.page(
            "devices/changes.html", page, title: "Changes of \(frame.device.name)", breadcrumbs: frame.breadcrumbs,
            request: request, context: context)
    }

    @Sendable private func holds(_ request: Request, context: SignedInContext) async throws -> Response {
        let device = try await services.devices.find(try context.identifier(of: "device"), by: context.actor)
        let holds = try await BreakerPages.Holds.load(device, services, context)
        return try views.fragment("breakers/_holds.html", holds, named: "holds", request: request, context: context)
    }

    @Sendable private func reachability(_ request: Request, context: SignedInContext) async throws -> Response {
        let device = try await services.devices.find(try context.identifier(of: "device"), by: context.actor)
        let report = try await services.reachability.report(on: device.id, by: context.actor)
        let ssh = try await services.devices.ssh(device.id, by: context.actor)
        let part = DevicePages.Reachability(report, of: device, isExplained: ssh.explains(device))
        return try views.fragment(
            "devices/_reachability.html", part, named: "reachability", request: request, context: context)
    }

    @Sendable private func events(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Device.ID = try context.identifier(of: "device")
        _ = try await services.devices.find(id, by: context.actor)
        return try await EventStream(events: services.events, topic: .device(id)) { event in
            switch event.kind {
            case "configuration": ["configuration"]
            case "breaker": ["holds"]
            case "reachability", "tested": ["reachability"]
            default: []
            }
        }.response(to: request, context: context)
    }

    private func loadReading(_ id: Device.ID, _ context: SignedInContext) async throws -> DevicePages.Reading {
        let filter = JobFilter(kinds: [.readConfiguration], deviceID: id, page: Page(number: 1, size: 1))
        let job = try await services.jobs.list(filter, by: context.actor).elements.first
        let shown = try await services.deviceReadings.latestReading(of: id, by: context.actor)
        return DevicePages.Reading(shown, of: id, job: job, context: context)
    }
}
