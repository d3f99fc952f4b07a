import Domain
import Foundation
import Hummingbird
import Services

/// Schedules: the list, the page of each with its runs, and what can be done with one.
struct ScheduleRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        ScheduleFormRoutes(services: services, views: views).add(to: group)
        group.get("", use: index)
        group.get(":id", use: show)
        group.get(":id/runs/:run", use: run)
        group.post(":id/runs", use: runNow)
        group.post(":id/enabling", use: enable)
        group.post(":id/disabling", use: disable)
        group.post(":id/deletion", use: delete)
    }

    /// The links above a page that lies below a schedule's own.
    static func breadcrumbs(_ schedule: Schedule? = nil) -> [Component.Link] {
        let list = Component.Link(title: "Schedules", url: "/schedules")
        return [list] + (schedule.map { [Component.Link(title: $0.terms.name, url: "/schedules/\($0.id)")] } ?? [])
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let found = try await services.schedules.list(page: Page(queryOf: request), by: context.actor)
        let page = SchedulePages.Index(
            canEdit: context.actor.may(.manageSchedules), rows: found.elements.map { SchedulePages.Index.Row($0) },
            pagination: Component.Pagination(found, request: request))
        return try views.page("schedules/index.html", page, title: "Schedules", request: request, context: context)
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let actor = context.actor
        let summary = try await services.schedules.find(try context.identifier(of: "schedule"), by: actor)
        let terms = summary.schedule.terms
        let entries = summary.schedule.isEnabled ? try await services.schedules.preview(of: terms, by: actor) : []
        let runs = try await services.schedules.runs(
            of: summary.schedule.id, page: Page(queryOf: request, size: 20), by: actor)
        var preview = SchedulePages.Preview(terms, entries)
        // The words stand below the heading already.
        preview.timing = ""
        if !summary.schedule.isEnabled { preview.text = "The schedule is off, so nothing comes." }
        let page = SchedulePages.Show(
            summary, selected: try await selected(terms, actor), preview: preview, runs: runs,
            pagination: Component.Pagination(runs, request: request), context: context)
        return try views.page(
            "schedules/show.html", page, title: terms.name, breadcrumbs: Self.breadcrumbs(), request: request,
            context: context)
    }

    @Sendable private func run(_ request: Request, context: SignedInContext) async throws -> Response {
        let actor = context.actor
        let schedule = try await services.schedules.find(try context.identifier(of: "schedule"), by: actor).schedule
        let summary = try await services.schedules.run(
            try context.identifier("run", of: "run"), of: schedule.id, by: actor)
        let jobs = try await services.schedules.jobs(of: summary.run, page: Page(queryOf: request), by: actor)
        let row = SchedulePages.RunRow(summary, of: schedule)
        let page = SchedulePages.Run(
            name: schedule.terms.name, run: row,
            jobs: jobs.elements.map {
                SchedulePages.Run.JobRow(
                    device: $0.deviceName?.text ?? "A removed device", url: "/jobs/\($0.id)",
                    badge: Component.Badge($0.state))
            }, pagination: Component.Pagination(jobs, request: request))
        return try views.page(
            "schedules/run.html", page, title: "Run of \(row.due)", breadcrumbs: Self.breadcrumbs(schedule),
            request: request, context: context)
    }

    @Sendable private func runNow(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Schedule.ID = try context.identifier(of: "schedule")
        let run = try await services.schedules.runNow(id, by: context.actor)
        return done("Asked for \(Measure.count(run.jobIDs.count, "job")).", at: "/schedules/\(id)/runs/\(run.id)")
    }

    @Sendable private func enable(_ request: Request, context: SignedInContext) async throws -> Response {
        let schedule = try await services.schedules.setEnabled(
            try context.identifier(of: "schedule"), true, by: context.actor)
        return done("\(schedule.terms.name) is on.", at: "/schedules/\(schedule.id)")
    }

    @Sendable private func disable(_ request: Request, context: SignedInContext) async throws -> Response {
        let schedule = try await services.schedules.setEnabled(
            try context.identifier(of: "schedule"), false, by: context.actor)
        return done("\(schedule.terms.name) is off.", at: "/schedules/\(schedule.id)")
    }

    @Sendable private func delete(_ request: Request, context: SignedInContext) async throws -> Response {
        let schedule = try await services.schedules.find(try context.identifier(of: "schedule"), by: context.actor)
        try await services.schedules.remove(schedule.schedule.id, by: context.actor)
        return done("Removed \(schedule.schedule.terms.name).", at: "/schedules")
    }

    private func done(_ text: String, at path: String) -> Response {
        var response = Response.seeOther(path)
        views.cookies.setFlash("success", text, on: &response)
        return response
    }

    private func selected(_ terms: ScheduleTerms, _ actor: Actor) async throws -> [Component.Link] {
        switch terms.selection {
        case .all: return []
        case .tags(let tags):
            return tags.map { Component.Link(title: $0.text, url: "/devices?tag=\($0.text.percentEncoded)") }
        case .devices(let ids):
            let devices = try await services.schedules.devices(named: ids, by: actor)
            let gone = ids.count - devices.count
            return devices.map { Component.Link(title: $0.name.text, url: "/devices/\($0.id)") }
                + (gone > 0 ? [Component.Link(title: Measure.count(gone, "removed device"), url: "")] : [])
        }
    }
}
