import Domain
import Services

extension APISchemas {
    static let deviceSSH = S.object([
        S.member("login", .nullable(login), "What the last login agreed on; null before the first."),
        S.member("offer", .nullable(offer), "What the device offered last; null when that could not be read."),
        S.member(
            "mismatch",
            .nullable(
                .object([
                    S.member("sentence", .string(), "What is wrong and what to do."),
                    S.member("legacy_would_help", .boolean), S.member("since", .time),
                ])), "Why no session can be had; null when one can."),
    ])

    private static let login = S.object([
        S.member("engine", .choice(of: DeviceSSH.Engine.self)),
        S.member("reason", .choice(of: DeviceSSH.Reason.self), "Why this engine."),
        S.member("algorithms", .object(kinds), "At most one each; no MAC when the cipher needs none."),
        S.member("first_seen_at", .time), S.member("seen_at", .time, "Up to a day too early."),
    ])

    private static let offer = S.object([S.member("identification", .string())] + kinds)

    private static let kinds = SSHReport.Kind.allCases.map { S.member($0.member, .array(algorithm)) }

    private static let algorithm = S.object([
        S.member("name", .string()), S.member("judgement", .choice(of: SSHReport.Judgement.self)),
    ])
}
