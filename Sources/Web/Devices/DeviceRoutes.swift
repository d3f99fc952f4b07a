import Domain
import Hummingbird
import Services

/// Devices: the list, the page of each, and their forms.
struct DeviceRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
        group.get("new", use: new)
        group.post("", use: create)
        group.get(":id", use: show)
        group.get(":id/edit", use: edit)
        group.post(":id", use: update)
        group.post(":id/deletion", use: delete)
        DeviceReadingRoutes(services: services, views: views).add(to: group)
        FactRoutes(services: services, views: views).add(to: group)
        HostKeyRoutes(services: services, views: views).add(to: group)
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let list = try DeviceList(queryOf: request)
        let found = try await services.devices.list(list.filter, by: context.actor)
        let tags = try await services.devices.tags(by: context.actor)
        let states = try await services.reachability.states(of: found.elements.map(\.id), by: context.actor)
        let page = DevicePages.Index(
            search: list.search, sort: list.sort, tagOptions: list.tagOptions(tags.map(\.0)),
            platformOptions: list.platformOptions(services.platforms.platforms), stateOptions: list.stateOptions,
            isFiltered: list.isFiltered,
            canEdit: context.actor.may(.editDevices), canChoose: context.actor.may(.readDevices), columns: list.columns,
            rows: found.elements.map {
                DevicePages.Index.Row($0, states[$0.id], platform: services.platforms.title(of: $0.platform))
            },
            pagination: Component.Pagination(found, request: request))
        return try views.page("devices/index.html", page, title: "Devices", request: request, context: context)
    }

    @Sendable private func new(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editDevices)
        return try await newPage(DeviceForm(), problem: nil, request, context)
    }

    @Sendable private func create(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editDevices)
        let form = DeviceForm(try await request.form(context))
        do {
            let device = try await services.devices.add(form.draft(services, by: context.actor), by: context.actor)
            var response = Response.seeOther("/devices/\(device.id)")
            views.cookies.setFlash(
                "success", "Added \(device.name). Test the connection to see it answer.", on: &response)
            return response
        } catch let problem as Problem where problem.isAboutForm {
            return try await newPage(form, problem: problem, request, context)
        }
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Device.ID = try context.identifier(of: "device")
        let actor = context.actor
        let frame = try await DeviceFrame.load(id, services, by: actor)
        let few = Page(number: 1, size: 5)
        let jobs = try await JobRows.load(JobFilter(deviceID: id, page: few), services, context, namesSubject: false)
        let backups = try await services.backups.list(of: id, page: few, by: actor)
        let page = DevicePages.Show(
            frame, facts: try await services.devices.facts(id, by: actor),
            holds: try await BreakerPages.Holds.load(frame.device, services, context),
            reachability: try await services.reachability.report(on: id, by: actor),
            credentials: try await credentials(of: frame.device, by: actor),
            ssh: try await services.devices.ssh(id, by: actor),
            pinnedBy: try await services.devices.pinnedBy(frame.hostKey, by: actor), jobs: jobs.rows,
            eventsURL: jobs.eventsURL,
            changes: try await services.changes.summaries(ChangeFilter(deviceID: id, page: few), by: actor).elements,
            backups: try await BackupRows.load(backups, services, by: actor), context: context)
        return try views.page(
            "devices/show.html", page, title: frame.device.name.text,
            breadcrumbs: [Component.Link(title: "Devices", url: "/devices")], request: request, context: context)
    }

    @Sendable private func edit(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editDevices)
        let frame = try await DeviceFrame.load(try context.identifier(of: "device"), services, by: context.actor)
        return try await editPage(
            frame, DeviceForm(frame.device, jumpHost: frame.jumpHosts.last), problem: nil, request, context)
    }

    @Sendable private func update(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.editDevices)
        let id: Device.ID = try context.identifier(of: "device")
        let form = DeviceForm(try await request.form(context))
        do {
            let device = try await services.devices.update(
                id, form.draft(services, by: context.actor), by: context.actor)
            var response = Response.seeOther("/devices/\(id)")
            views.cookies.setFlash("success", "Saved \(device.name).", on: &response)
            return response
        } catch let problem as Problem where problem.isAboutForm {
            let frame = try await DeviceFrame.load(id, services, by: context.actor)
            return try await editPage(frame, form, problem: problem, request, context)
        }
    }

    @Sendable private func delete(_ request: Request, context: SignedInContext) async throws -> Response {
        let device = try await services.devices.find(try context.identifier(of: "device"), by: context.actor)
        try await services.devices.remove(device.id, by: context.actor)
        var response = Response.seeOther("/devices")
        views.cookies.setFlash("success", "Removed \(device.name).", on: &response)
        return response
    }

    private func credentials(of device: Device, by actor: Actor) async throws -> CredentialSet? {
        guard let id = device.credentialSetID else { return nil }
        return try await services.credentials.find(id, by: actor)
    }

    private func newPage(
        _ form: DeviceForm, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let choices = try await DeviceFormChoices.load(services, by: context.actor)
        let page = DevicePages.New(
            form: form.form(
                action: "/devices", submitTitle: "Add device", cancelURL: "/devices", choices: choices, problem: problem
            ),
            hasCredentials: !choices.credentialSets.isEmpty)
        return try views.page(
            "devices/new.html", page, title: "Add a device",
            breadcrumbs: [Component.Link(title: "Devices", url: "/devices")], status: problem?.status ?? .ok,
            request: request, context: context)
    }

    private func editPage(
        _ frame: DeviceFrame, _ form: DeviceForm, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let choices = try await DeviceFormChoices.load(services, by: context.actor)
        let page = DevicePages.Edit(
            name: frame.device.name.text,
            form: form.form(
                action: frame.url, submitTitle: "Save", cancelURL: frame.url, choices: choices, problem: problem),
            deletion: .make(
                "delete", "Remove device", url: frame.url + "/deletion", icon: "trash", style: "danger",
                whyNot: frame.changeCount == 0
                    ? "" : "The record of \(Measure.count(frame.changeCount, "change")) names it, so it has to stay.",
                confirm: ("Remove \(frame.device.name)?", "Its backups and its host key are removed with it.")))
        return try views.page(
            "devices/edit.html", page, title: "Edit \(frame.device.name)", breadcrumbs: frame.breadcrumbs,
            status: problem?.status ?? .ok, request: request, context: context)
    }
}
