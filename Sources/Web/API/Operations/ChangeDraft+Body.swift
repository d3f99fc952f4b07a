import Domain

extension ChangeDraft {
    /// The body of a proposal.
    static let schema = JSONSchema.object([
        JSONSchema.optional("title", .string(maxLength: 200), "Left out: made from the source."),
        JSONSchema.optional("reason", .string(maxLength: 4000), "Why; a reviewer must be able to judge it."),
        JSONSchema.member(
            "source",
            .object([
                JSONSchema.member("kind", .choice(Kind.allCases.map(\.rawValue))),
                JSONSchema.optional("template_id", .id, "For the kind template."),
                JSONSchema.optional("stack_id", .id, "For the kind stack.", isInExamples: false),
                JSONSchema.optional("backup_id", .id, "For the kind restore.", isInExamples: false),
                JSONSchema.optional("lines", .string(maxLength: 1_000_000), "For the kind lines.", isInExamples: false),
                JSONSchema.optional(
                    "operation", .choice(of: TemplateOperation.self), "For the kinds template and stack."),
            ]), "Where the lines come from."),
        JSONSchema.member("device_ids", .array(.id), "None means no device, never all."),
        JSONSchema.optional("variables", .map(.any), "The values of the template's variables."),
    ])

    /// The draft in a body; a problem names every member that is missing or too many for the kind of source.
    init(_ body: JSONBody) throws {
        self.init(
            title: body.text("title"), reason: body.text("reason"), source: try Self.source(body.object("source")),
            deviceIDs: body.ids("device_ids"), variables: body["variables"] ?? .object([:]))
    }

    /// The kinds of sources that can be proposed.
    private enum Kind: String, CaseIterable {
        case template, stack, restore, lines

        var members: [String] {
            switch self {
            case .template: ["template_id", "operation"]
            case .stack: ["stack_id", "operation"]
            case .restore: ["backup_id"]
            case .lines: ["lines"]
            }
        }
    }

    private static func source(_ body: JSONBody) throws -> Source {
        guard let kind = Kind(rawValue: body.text("kind")) else {
            throw Problem.invalid([FieldProblem(body.named("kind"), "There is no such kind.")])
        }
        let missing = kind.members.filter { !body.has($0) }.map {
            FieldProblem(body.named($0), "It is missing; the kind \(kind.rawValue) needs it.")
        }
        let foreign = body.names.filter { $0 != "kind" && !kind.members.contains($0) }.map {
            FieldProblem(body.named($0), "It does not belong to the kind \(kind.rawValue). Leave it out.")
        }
        let operation = TemplateOperation(rawValue: body.text("operation"))
        guard missing.isEmpty, foreign.isEmpty else { throw Problem.invalid(missing + foreign) }
        if kind == .template, let id: TemplateSet.ID = body.id("template_id"), let operation {
            return .template(id, operation)
        }
        if kind == .stack, let id: Stack.ID = body.id("stack_id"), let operation { return .stack(id, operation) }
        if kind == .restore, let id: Backup.ID = body.id("backup_id") { return .restore(id) }
        return .lines(body.text("lines"))
    }
}
