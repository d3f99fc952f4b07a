import Domain

extension APISchemas {
    static let breaker = S.object([
        S.member("id", .id), S.member("context", .string(), "The routing context of the address."),
        S.member("address", .string()), S.member("port", .integer(minimum: 1, maximum: 65535)),
        S.member("state", .string(), "`open`, or `half_open` while one session finds out whether it answers again."),
        S.member("failure_count", .integer(minimum: 0), "Failures to connect since it was last reached."),
        S.member("last_failure", .string()), S.member("opened_at", .nullable(.time)),
        S.member("next_probe_at", .nullable(.time), "Before this nobody connects to it."),
        S.member("probe_deadline", .nullable(.time), "When the session that finds out is taken for dead."),
        S.member(
            "devices", .array(.object([S.member("id", .id), S.member("name", .string())])),
            "The devices that are reached there."),
    ])

    static let lockout = S.object([
        S.member("id", .id), S.member("device_id", .id), S.member("device_name", .string()),
        S.member("login", .string(), "The user's name on the device."),
        S.member(
            "caller", .nullable(.named("UserReference")), "Who may not try it; null is work that nobody asked for."),
        S.member("refusal_count", .integer(minimum: 0)), S.member("last_failure", .string()),
        S.member("locked_at", .nullable(.time)), S.member("locked_until", .nullable(.time)),
    ])
}
