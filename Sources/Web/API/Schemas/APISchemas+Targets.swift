import Domain
import Services

extension APISchemas {
    static let target = S.object([
        S.member("id", .id), S.member("device_id", .id), S.member("device_name", .string()),
        S.member("platform", .string()),
        S.member(
            "state", .choice(["planned"] + TargetState.allCases.map(\.rawValue)), "`planned` before the change runs."),
        S.member("detail", .string(), "What happened and what to do; may be empty."),
        S.member("commands", .array(.string()), "Exactly what is sent, except that secrets are replaced here."),
        S.member("inverse", .array(.string()), "What would take it back."), S.member("base_hash", .string()),
        S.member("base_read_at", .time), S.member("predicted_hash", .string()),
        S.member("diff", .string(), "The predicted difference as text: each line begins with a space, + or -."),
        S.member("difference", .named("Difference")), S.member("expectation", .string()),
        S.member("safety_net", .choice(of: SafetyNet.self)), S.member("warnings", .array(.string())),
        S.member("lines_accepted", .integer(minimum: 0)), S.member("observed", .nullable(.named("Difference"))),
        S.member("checks", .array(.named("Check"))), S.member("started_at", .nullable(.time)),
        S.member("finished_at", .nullable(.time)),
        S.member(
            "transcript",
            .array(
                .object([
                    S.member("at", .time), S.member("kind", .choice(of: TranscriptEntry.Kind.self)),
                    S.member("line", .integer(minimum: 0), "The number of the command, from 1; 0 for other entries."),
                    S.member("text", .string()),
                ]))),
    ])

    static let difference = S.object([
        S.member("added", .integer(minimum: 0)), S.member("removed", .integer(minimum: 0)),
        S.member(
            "lines",
            .array(.object([S.member("kind", .choice(of: ShownDiff.Kind.self)), S.member("text", .string())]))),
    ])

    static let check = S.object([
        S.member("name", .string()), S.member("passed", .boolean), S.member("detail", .string()),
    ])
}
