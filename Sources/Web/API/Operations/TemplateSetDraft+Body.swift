import Domain

extension TemplateSetDraft {
    /// The body of a template set; a whole one has every member.
    static func schema(isWhole: Bool) -> JSONSchema {
        .object([
            JSONSchema.member("name", .string(maxLength: 100), "Unique, compared without case."),
            JSONSchema.member(
                "deploy", .string(maxLength: 1_000_000), "The lines that bring it onto a device, in Jinja."),
            JSONSchema.member("summary", .string(maxLength: 500), isRequired: isWhole),
            JSONSchema.member(
                "platforms", .array(.string(maxLength: 40)), "The platforms it is for; empty means any.",
                isRequired: isWhole),
            JSONSchema.member(
                "validate", .string(maxLength: 1_000_000), "The lines that prove that it is there.", isRequired: isWhole
            ),
            JSONSchema.member(
                "delete", .string(maxLength: 1_000_000), "The lines that take it away.", isRequired: isWhole),
        ])
    }

    /// The draft in a body; a problem names every member that breaks its rule.
    init(_ body: JSONBody) throws {
        var problems: [FieldProblem] = []
        let platforms = body.checkedTexts("platforms", as: PlatformName.self, &problems)
        guard problems.isEmpty else { throw Problem.invalid(problems) }
        self.init(
            name: body.text("name"), summary: body.text("summary"), platforms: platforms,
            bodies: TemplateBodies(
                deploy: body.text("deploy"), validate: body.text("validate"), delete: body.text("delete")))
    }
}
