import Domain
import Services

/// What a person typed about a template set.
struct TemplateForm: Sendable {
    var name = ""
    var summary = ""
    var platforms: [String] = []
    var bodies = TemplateBodies(deploy: "", validate: "", delete: "")

    /// The fields of an empty form.
    init() {}

    /// The fields as sent.
    init(_ body: FormBody) {
        name = body.text("name")
        summary = body.text("summary")
        platforms = body.all("platform")
        bodies = TemplateBodies(
            deploy: body.raw("deploy"), validate: body.raw("validate"), delete: body.raw("delete"))
    }

    /// The fields of a template set as it is.
    init(_ set: TemplateSet) {
        name = set.name
        summary = set.summary
        platforms = set.platforms.map(\.text)
        bodies = set.bodies
    }

    /// The draft; a problem names every field that is wrong.
    func draft() throws -> TemplateSetDraft {
        let names = platforms.compactMap { PlatformName($0) }
        guard names.count == platforms.count else {
            throw Problem.invalid([FieldProblem("platform", "A platform's name \(PlatformName.rule).")])
        }
        return TemplateSetDraft(name: name, summary: summary, platforms: names, bodies: bodies)
    }

    /// The form with these values, and the problem beside its fields.
    func form(
        action: String, submitTitle: String, cancelURL: String, platforms known: [Platform], problem: Problem?
    ) -> Component.Form {
        let problem = problem?.renamingFields(["platforms": "platform"])
        let problems = problem?.fields ?? []
        let fields: [Component.FormField] = [
            .make("name", "Name", value: name, help: "Unique.", isRequired: true, problems: problems),
            .make(
                "summary", "Summary", value: summary, help: "What it brings onto a device, in a sentence.",
                problems: problems),
            .make(
                "platform", "Platforms", kind: "checkboxes", help: "None means any platform.",
                options: known.map {
                    Component.Option(
                        value: $0.name.text, label: $0.title, help: "", isSelected: platforms.contains($0.name.text))
                }, problems: problems),
            .make(
                "deploy", "Deploy", kind: "code", value: bodies.deploy, help: "Lines that bring it onto the device.",
                isRequired: true, rows: 10, problems: problems),
            .make(
                "validate", "Validate", kind: "code", value: bodies.validate,
                help: "Lines that must stand in the running configuration afterwards. «no …» means: must not be there.",
                rows: 6, problems: problems),
            .make(
                "delete", "Delete", kind: "code", value: bodies.delete, help: "Lines that take it away again.", rows: 6,
                problems: problems),
        ]
        return Component.Form(
            action: action, submitTitle: submitTitle, cancelURL: cancelURL,
            error: problem?.formError(besides: fields.map(\.name)) ?? "", fields: fields)
    }
}
