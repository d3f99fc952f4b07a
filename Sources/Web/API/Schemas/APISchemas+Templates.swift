import Domain
import Services

extension APISchemas {
    static let templateSet = S.object([
        S.member("id", .id), S.member("name", .string()), S.member("summary", .string()),
        S.member("platforms", .array(.string()), "Empty means any."),
        S.member("deploy", .string()), S.member("validate", .string()), S.member("delete", .string()),
        S.member("revision", .integer(minimum: 1)), S.member("created_at", .time), S.member("updated_at", .time),
    ])

    static let variable = S.object([
        S.member("name", .string()), S.member("kind", .choice(of: TemplateVariable.Kind.self)),
        S.member("is_required", .boolean), S.member("default", .string(), "As text; empty when there is none."),
        S.member("used_in", .array(.string())),
    ])

    static let preview = S.object([
        S.member("text", .string(), "Empty when there is an error."),
        S.member("error", .string(), "Empty when it rendered."), S.member("line", .integer(minimum: 0)),
        S.member("column", .integer(minimum: 0)), S.member("suggestion", .string()), S.member("excerpt", .string()),
    ])

    static let stack = S.object([
        S.member("id", .id), S.member("name", .string()), S.member("summary", .string()),
        S.member("template_ids", .array(.id), "In the order in which they are deployed."),
        S.member("created_at", .time), S.member("updated_at", .time),
    ])
}
