import Domain
import Hummingbird
import Services

/// The preview of a template set: its bodies rendered with given values, for a device or for none.
struct TemplatePreviewRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get(":id/preview", use: new)
        group.post(":id/preview", use: create)
    }

    @Sendable private func new(_ request: Request, context: SignedInContext) async throws -> Response {
        let set = try await services.templates.find(try context.identifier(of: "template set"), by: context.actor)
        return try await page(set, FormBody(queryOf: request), problems: [], results: nil, request, context)
    }

    @Sendable private func create(_ request: Request, context: SignedInContext) async throws -> Response {
        let set = try await services.templates.find(try context.identifier(of: "template set"), by: context.actor)
        let body = try await request.form(context)
        var problems: [FieldProblem] = []
        let variables = VariableForm(variables: try services.templates.variables(of: set.bodies))
            .values(body, problems: &problems)
        if !problems.isEmpty {
            return try await page(set, body, problems: problems, results: nil, request, context)
        }
        var results: [TemplatePages.Preview.Rendered] = []
        for part in set.bodies.shown where !part.text.isEmpty {
            let preview = try await services.templates.preview(
                part.text, named: part.name, variables: variables, device: Device.ID(body.text("device")),
                by: context.actor)
            results.append(TemplatePages.Preview.Rendered(preview, of: part))
        }
        return try await page(set, body, problems: [], results: results, request, context)
    }

    private func page(
        _ set: TemplateSet, _ body: FormBody, problems: [FieldProblem],
        results: [TemplatePages.Preview.Rendered]?, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let variables = try services.templates.variables(of: set.bodies)
        let page = TemplatePages.Preview(
            header: TemplatePages.Header(set, tab: .preview, context: context),
            form: Component.Form(
                action: "/templates/\(set.id)/preview", submitTitle: "Render", cancelURL: "", error: "",
                fields: VariableForm(variables: variables).fields(body, problems: problems)
                    + [try await device(body.text("device"), set, context)]),
            hasResult: results != nil, results: results ?? [])
        return try views.page(
            "templates/preview.html", page, title: "Preview of \(set.name)",
            breadcrumbs: TemplatePages.breadcrumbs(set), status: problems.isEmpty ? .ok : .unprocessableContent,
            request: request, context: context)
    }

    /// The choice of the device that stands under the name `device`; the first 500 that fit.
    private func device(
        _ chosen: String, _ set: TemplateSet, _ context: SignedInContext
    ) async throws -> Component.FormField {
        let found = try await services.devices.list(DeviceFilter(page: Page(number: 1, size: 500)), by: context.actor)
        let fitting = found.elements.filter { set.platforms.isEmpty || set.platforms.contains($0.platform) }
        return .make(
            "device", "Device", kind: "select", value: chosen,
            help: "What the template sees as «device». It is not asked anything.",
            options: [.make("", "None", chosen: chosen)]
                + fitting.map { .make($0.id.description, $0.name.text, chosen: chosen) })
    }
}

extension TemplatePages.Preview.Rendered {
    /// One body with the values filled in, or why that failed.
    init(_ preview: TemplatePreview, of part: TemplateBodies.Part) {
        let problems =
            preview.error.isEmpty
            ? []
            : [
                Component.TemplateProblem(
                    part: part.name, message: preview.error, line: preview.line, column: preview.column,
                    suggestion: preview.suggestion, source: part.text)
            ]
        self.init(
            title: part.title, emptyText: "Rendered to no line at all.",
            lines: Component.TextLine.lines(of: preview.text), problems: problems)
    }
}
