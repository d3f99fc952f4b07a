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
        group.post(":id/replay", use: replay)
        group.post("replays", use: replaySeveral)
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let list = JobList(queryOf: request)
        let jobs = try await JobRows.load(list.filter, services, context)
        let page = JobPages.Index(list, jobs, parent: try await parent(of: list, context), request, context)
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
        var row = try await load(context).job
        // Lists show it only where they have looked for jobs that do it again.
        row.actions.removeAll { $0.name == "replay" }
        return try views.fragment("jobs/_row.html", row, named: "job", request: request, context: context)
    }

    @Sendable private func events(_ request: Request, context: SignedInContext) async throws -> Response {
        let job = try await services.jobs.find(try context.identifier(of: "job"), by: context.actor)
        return try await EventStream(events: services.events, jobs: [job.id]) { _ in
            ["job", "job-\(job.id)", "configuration", "facts"]
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

    @Sendable private func replay(_ request: Request, context: SignedInContext) async throws -> Response {
        let job = try await services.jobs.replay(try context.identifier(of: "job"), by: context.actor)
        var response = Response.seeOther("/jobs/\(job.id)")
        views.cookies.setFlash("success", "This is a new job that does the other one again.", on: &response)
        return response
    }

    @Sendable private func replaySeveral(_ request: Request, context: SignedInContext) async throws -> Response {
        let ids = try await request.form(context).all("job").prefix(100).compactMap { Job.ID($0) }
        let answers = try await services.jobs.replay(Array(ids), by: context.actor)
        let refused = answers.compactMap(\.problem)
        let made = Measure.count(answers.count - refused.count, "job")
        var response = Response.seeOther(refused.isEmpty ? "/jobs?state=waiting" : "/jobs?state=given-up")
        let sentence = "\(made) asked for again."
        if let first = refused.first {
            let others = refused.count == 1 ? "One was not: " : "\(refused.count) were not, the first because: "
            views.cookies.setFlash("warning", sentence + " " + others + first.sentence, on: &response)
        } else {
            views.cookies.setFlash("success", sentence, on: &response)
        }
        return response
    }

    private func parent(of list: JobList, _ context: SignedInContext) async throws -> Job? {
        guard let id = list.parentID else { return nil }
        return try await services.jobs.find(id, by: context.actor)
    }

    private func load(_ context: SignedInContext) async throws -> JobPages.Show {
        let detail = try await services.jobs.detail(try context.identifier(of: "job"), by: context.actor)
        return JobPages.Show(detail, context: context)
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
