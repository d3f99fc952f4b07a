import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Services

/// Background work: the list, the page of each job, and stopping one.
struct JobRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
        group.get("events", use: listEvents)
        group.get(":id", use: show)
        group.get(":id/job", use: job)
        group.get(":id/row", use: row)
        group.get(":id/events", use: events)
        group.post(":id/cancellation", use: cancel)
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let chosen = JobListTab(rawValue: FormBody(queryOf: request).text("state")) ?? .all
        let jobs = try await JobRows.load(
            JobFilter(states: chosen.states, page: Page(queryOf: request)), services, context)
        let page = JobPages.Index(
            tabs: JobListTab.tabs(current: chosen), eventsURL: jobs.eventsURL, rows: jobs.rows,
            pagination: Component.Pagination(jobs.found, request: request))
        return try views.page("jobs/index.html", page, title: "Jobs", request: request, context: context)
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let page = try await load(context)
        return try views.page(
            "jobs/show.html", page, title: page.job.title, breadcrumbs: [Component.Link(title: "Jobs", url: "/jobs")],
            request: request, context: context)
    }

    @Sendable private func job(_ request: Request, context: SignedInContext) async throws -> Response {
        try views.fragment("jobs/_job.html", try await load(context), named: "page", request: request, context: context)
    }

    @Sendable private func row(_ request: Request, context: SignedInContext) async throws -> Response {
        try views.fragment(
            "jobs/_row.html", try await load(context).job, named: "job", request: request, context: context)
    }

    @Sendable private func events(_ request: Request, context: SignedInContext) async throws -> Response {
        let job = try await services.jobs.find(try context.identifier(of: "job"), by: context.actor)
        return try await EventStream(events: services.events, jobs: [job.id]) { _ in
            ["job", "job-\(job.id)", "configuration"]
        }.response(to: request, context: context)
    }

    @Sendable private func listEvents(_ request: Request, context: SignedInContext) async throws -> Response {
        let ids = FormBody(queryOf: request).all("job").prefix(100).compactMap { Job.ID($0) }
        return try await EventStream(events: services.events, jobs: Array(ids)) { event in
            if case .job(let id) = event.topic { ["job-\(id)"] } else { [] }
        }.response(to: request, context: context)
    }

    @Sendable private func cancel(_ request: Request, context: SignedInContext) async throws -> Response {
        let job = try await services.jobs.cancel(try context.identifier(of: "job"), by: context.actor)
        return .seeOther(LocalPath(refererOf: request)?.text ?? "/jobs/\(job.id)")
    }

    private func load(_ context: SignedInContext) async throws -> JobPages.Show {
        let job = try await services.jobs.find(try context.identifier(of: "job"), by: context.actor)
        let subjects = try await services.jobs.subjects(of: [job], by: context.actor)
        return JobPages.Show(
            job, subject: subjects[job.id], eventsURL: job.state.isFinal ? "" : "/jobs/\(job.id)/events",
            context: context)
    }
}

extension LocalPath {
    /// The page of this site on which a form was sent; `nil` when the browser does not say.
    init?(refererOf request: Request) {
        guard let referer = HTTPField.Name("Referer").flatMap({ request.headers[$0] }),
            let authority = request.head.authority, let range = referer.range(of: "://" + authority + "/")
        else { return nil }
        self.init("/" + referer[range.upperBound...])
    }
}
