import Domain
import Services

extension APISchemas {
    static let changeSource = S.object([
        S.member("kind", .choice(["template", "stack", "restore", "undo", "lines"])),
        S.optional("template_id", .id), S.optional("stack_id", .id, isInExamples: false),
        S.optional("operation", .choice(of: TemplateOperation.self)),
        S.optional(
            "members", .array(.object([S.member("template_id", .id), S.member("revision", .integer(minimum: 1))])),
            "The template sets with the revisions that were frozen."),
        S.optional("backup_id", .id, isInExamples: false),
        S.optional("change_id", .id, "The change that this one undoes.", isInExamples: false),
    ])

    private static let changeMembers = [
        S.member("id", .id), S.member("number", .integer()), S.member("title", .string()),
        S.member("reason", .string()), S.member("author", .named("UserReference")),
        S.member("source", .named("ChangeSource")), S.member("state", .choice(of: ChangeState.self)),
        S.member("outcome", .string(), "What happened, in a sentence."), S.member("revision", .integer(minimum: 0)),
        S.member("risk", .choice(of: RiskClass.self)),
        S.member(
            "risk_reasons",
            .array(
                .object([
                    S.member("risk", .choice(of: RiskClass.self)), S.member("device", .string()),
                    S.member("text", .string()),
                ]))),
        S.member("policy", .string()), S.member("approvals_needed", .integer(minimum: 0)),
        S.member("approver_role", .choice(of: Role.self)),
        S.member("digest", .string(), "SHA-256 of the plan; approvals and runs name it. Empty before the plan."),
        S.member("created_at", .time), S.member("planned_at", .nullable(.time)),
        S.member("approved_at", .nullable(.time)), S.member("started_at", .nullable(.time)),
        S.member("finished_at", .nullable(.time)),
    ]

    static let change = S.object(changeMembers)

    static let changeDetail = S.object(
        changeMembers + [
            S.member(
                "devices",
                .array(
                    .object([
                        S.member("device_id", .id), S.member("device_name", .string()),
                        S.member("planning", .choice(of: ChangeDevice.PlanningState.self)),
                        S.member("problem", .string(), "Why planning failed; empty when it did not."),
                    ]))),
            S.member("targets", .array(.named("Target")), "The plan, device by device; empty before it is made."),
            S.member("approvals", .array(.named("Approval"))), S.member("backups", .array(.named("Backup"))),
            S.member(
                "refusals",
                .object(["answer", "run", "stop", "undo", "plan_again"].map { S.member($0, .string()) }),
                "Why you may not do it; empty where you may."),
        ])

    static let approval = S.object([
        S.member("id", .id), S.member("approver", .named("UserReference")),
        S.member("decision", .choice(of: Approval.Decision.self)), S.member("digest", .string()),
        S.member("reason", .string()), S.member("created_at", .time), S.member("expires_at", .time),
    ])
}
