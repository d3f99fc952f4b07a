import Domain
import Services

/// What a person typed about a stack.
struct StackForm: Sendable {
    var name = ""
    var summary = ""
    var members: [String] = []

    /// The fields of an empty form.
    init() {}

    /// The fields as sent; empty members are left out.
    init(_ body: FormBody) {
        name = body.text("name")
        summary = body.text("summary")
        members = body.all("member")
    }

    /// The fields of a stack as it is.
    init(_ stack: Stack) {
        name = stack.name
        summary = stack.summary
        members = stack.templateSetIDs.map(\.description)
    }

    /// The draft; a problem names the field that is wrong.
    func draft() throws -> StackDraft {
        let ids = members.compactMap { TemplateSet.ID($0) }
        guard ids.count == members.count else {
            throw Problem.invalid([FieldProblem("member", "Choose template sets from the list.")])
        }
        return StackDraft(name: name, summary: summary, templateSetIDs: ids)
    }

    /// The form with these values and two empty places more, and the problem beside its fields.
    func form(
        action: String, submitTitle: String, cancelURL: String, templates: [TemplateSet], problem: Problem?
    ) -> Component.Form {
        let problem = problem?.renamingFields(["template_set_ids": "member"])
        let problems = problem?.fields ?? []
        let places = max(3, members.count + 2)
        let fields: [Component.FormField] =
            [
                .make("name", "Name", value: name, help: "Unique.", isRequired: true, problems: problems),
                .make("summary", "Summary", value: summary, problems: problems),
            ]
            + (0..<places).map { index in
                let chosen = index < members.count ? members[index] : ""
                return .make(
                    "member", "Template \(index + 1)", kind: "select", value: chosen, isRequired: index == 0,
                    options: [.make("", index == 0 ? "Choose a template" : "None", chosen: chosen)]
                        + templates.map { .make($0.id.description, $0.name, chosen: chosen) },
                    // The sentence stands once, beside the first of them.
                    problems: index == 0 ? problems : [])
            }
        return Component.Form(
            action: action, submitTitle: submitTitle, cancelURL: cancelURL,
            error: problem?.formError(besides: fields.map(\.name)) ?? "", fields: fields)
    }
}
