import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Services

/// The form of a schedule: new, edit, and its preview, which works without JavaScript too.
struct ScheduleFormRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("new", use: new)
        group.post("", use: create)
        group.post("preview", use: previewNew)
        group.get(":id/edit", use: edit)
        group.post(":id", use: update)
        group.post(":id/preview", use: previewEdit)
    }

    @Sendable private func new(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.manageSchedules)
        let form = ScheduleForm(start: WallTime(ZoneName.utc.wall(at: Date()).date, minute: 0))
        return try await page(form, of: nil, request, context)
    }

    @Sendable private func create(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.manageSchedules)
        let form = ScheduleForm(try await request.form(context))
        do {
            let schedule = try await services.schedules.add(form.terms(), by: context.actor)
            return saved("Added \(schedule.terms.name).", schedule)
        } catch let problem as Problem where problem.isAboutForm {
            return try await page(form, of: nil, problem: problem, request, context)
        }
    }

    @Sendable private func previewNew(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.manageSchedules)
        return try await preview(of: nil, request, context)
    }

    @Sendable private func edit(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.manageSchedules)
        let schedule = try await schedule(context)
        return try await page(ScheduleForm(schedule.terms), of: schedule, request, context)
    }

    @Sendable private func update(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.manageSchedules)
        let id: Schedule.ID = try context.identifier(of: "schedule")
        let form = ScheduleForm(try await request.form(context))
        do {
            let schedule = try await services.schedules.update(id, form.terms(), by: context.actor)
            return saved("Saved \(schedule.terms.name).", schedule)
        } catch let problem as Problem where problem.isAboutForm {
            return try await page(form, of: try await schedule(context), problem: problem, request, context)
        }
    }

    @Sendable private func previewEdit(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.manageSchedules)
        return try await preview(of: try await schedule(context), request, context)
    }

    private func schedule(_ context: SignedInContext) async throws -> Schedule {
        try await services.schedules.find(try context.identifier(of: "schedule"), by: context.actor).schedule
    }

    private func saved(_ text: String, _ schedule: Schedule) -> Response {
        var response = Response.seeOther("/schedules/\(schedule.id)")
        views.cookies.setFlash("success", text, on: &response)
        return response
    }

    /// The page with the values as sent and the preview of them; a script gets the preview alone.
    private func preview(
        of schedule: Schedule?, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let form = ScheduleForm(try await request.form(context))
        if request.headers[.fragment] != nil {
            let (preview, _) = try await preview(of: form, context)
            return try views.fragment(
                "schedules/_preview.html", preview, named: "preview", request: request, context: context)
        }
        return try await page(form, of: schedule, isPreview: true, request, context)
    }

    /// The preview of a form, and what is wrong with it.
    private func preview(
        of form: ScheduleForm, _ context: SignedInContext
    ) async throws -> (SchedulePages.Preview, Problem?) {
        do {
            let terms = try form.terms()
            let entries = try await services.schedules.preview(of: terms, by: context.actor)
            return (SchedulePages.Preview(terms, entries), nil)
        } catch let problem as Problem where problem.kind == .invalid {
            let text = form.renamed(problem).fields.map(\.sentence).joined(separator: " ")
            return (SchedulePages.Preview(timing: "", text: text, rows: []), problem)
        }
    }

    private func page(
        _ form: ScheduleForm, of schedule: Schedule?, problem: Problem? = nil, isPreview: Bool = false,
        _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let (preview, reading) = try await preview(of: form, context)
        let url = schedule.map { "/schedules/\($0.id)" } ?? "/schedules"
        let editor = form.editor(
            action: url, previewURL: url + "/preview", submitTitle: schedule == nil ? "Add schedule" : "Save",
            cancelURL: url,
            choices: try await ScheduleChoices.load(services, chosen: form.devices, by: context.actor),
            preview: preview, problem: problem ?? (isPreview ? reading : nil))
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        guard let schedule else {
            return try views.page(
                "schedules/new.html", SchedulePages.New(editor: editor), title: "Add schedule",
                breadcrumbs: ScheduleRoutes.breadcrumbs(), status: status, request: request, context: context)
        }
        return try views.page(
            "schedules/edit.html", SchedulePages.Edit(name: schedule.terms.name, editor: editor),
            title: "Edit \(schedule.terms.name)", breadcrumbs: ScheduleRoutes.breadcrumbs(schedule), status: status,
            request: request, context: context)
    }
}
