import Domain

extension APISchemas {
    static let reachability = S.object([
        S.member("state", .choice(of: Reachability.State.self)),
        S.member("since", .nullable(.time), "Since when it is in this state; null while it is unknown."),
        S.member(
            "settled", .choice(of: Reachability.State.self), "What the checks say, without damping; never `flapping`."),
        S.member("failure_count", .integer(minimum: 0), "Failures since the last success."),
        S.member("success_count", .integer(minimum: 0), "Successes since the last failure."),
        S.member("penalty", .number, "For flapping, at the time of the last check; it decays."),
        S.member("checked_at", .nullable(.time), "Successes that change nothing are noted every few minutes only."),
        S.member("last_failure", .string(), "Why the last check failed; empty when it did not."),
        S.member("last_attempt", .nullable(attempt), "How far the last attempt came of which that is known."),
        S.member(
            "availability",
            .object([S.member("day", .nullable(.number)), S.member("week", .nullable(.number))]),
            "The share of the last 24 hours and 7 days in which it was up, from 0 to 1, of the time that is known."),
    ])

    static let reachabilityTransition = S.object([
        S.member("id", .id), S.member("at", .time), S.member("from", .choice(of: Reachability.State.self)),
        S.member("to", .choice(of: Reachability.State.self)), S.member("sentence", .string()),
        S.member("was_damped", .boolean, "Whether it happened while the device was flapping."),
    ])

    private static let attempt = S.object([
        S.member("at", .nullable(.time)),
        S.member(
            "stages",
            .array(
                .object([S.member("stage", .choice(of: ConnectionStage.self)), S.member("milliseconds", .number)])),
            "Those that were passed, in order."),
        S.member("ended_in", .nullable(.choice(of: ConnectionStage.self)), "Null when it reached the prompt."),
    ])
}
