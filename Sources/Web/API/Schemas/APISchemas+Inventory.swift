import Domain

extension APISchemas {
    static let device = S.object([
        S.member("id", .id), S.member("name", .string()), S.member("host", .string()),
        S.member("port", .integer(minimum: 1, maximum: 65535)), S.member("platform", .string()),
        S.member("protocol", .choice(of: AccessProtocol.self)),
        S.member("jump_host_id", .nullable(.id), "The device through which it is reached."),
        S.member("site", .nullable(.string()), "The place whose limits on sessions it shares."),
        S.member("fact_protocol", .choice(of: FactProtocol.self), "By which protocol it is asked what it is."),
        S.member("fact_port", .nullable(.integer(minimum: 1, maximum: 65535)), "Null for the protocol's usual one."),
        S.member("credential_set_id", .nullable(.id)), S.member("tags", .array(.string())),
        S.member("allows_legacy_algorithms", .boolean, "Whether weak SSH algorithms may be used."),
        S.member("notes", .string()), S.member("created_at", .time), S.member("updated_at", .time),
        S.member("last_seen_at", .nullable(.time)),
        S.member("last_failure", .string(), "Why the last session failed; empty when it did not."),
    ])

    static let hostKey = S.object([
        S.member("algorithm", .string()), S.member("fingerprint", .string()), S.member("pinned_at", .time),
        S.member("offered_algorithm", .nullable(.string())),
        S.member("offered_fingerprint", .nullable(.string()), "Of a different key that was refused."),
        S.member("offered_at", .nullable(.time)),
    ])

    static let platform = S.object([
        S.member("name", .string()), S.member("title", .string(), "Its name when its text was never right."),
        S.member("vendor", .string()), S.member("aliases", .array(.string()), "Other tools' names for it."),
        S.member("source", .choice(["file", "own"]), "`own` is what people wrote; it comes before a file."),
        S.member("device_count", .integer(minimum: 0)),
        S.member("trouble", .nullable(.string()), "What is wrong with the newest text, which is not in use then."),
        S.member("definition", .string(), "YAML, as it counts."), S.member("updated_at", .nullable(.time)),
    ])

    static let configuration = S.object([
        S.member("text", .string(), "Secrets are replaced."), S.member("read_at", .time), S.member("hash", .string()),
    ])

    static let facts = S.object([
        S.member("protocol", .choice(of: FactProtocol.self), "By which the device told."), S.member("read_at", .time),
        S.member("hostname", .nullable(.string())), S.member("vendor", .string()),
        S.member("model", .nullable(.string())), S.member("os", .string()), S.member("version", .nullable(.string())),
        S.member("serial", .nullable(.string())),
        S.member("uptime", .nullable(.integer(minimum: 0)), "Seconds since it started, when it was asked."),
        S.member(
            "interfaces",
            .array(
                S.object([
                    S.member("name", .string()), S.member("state", .nullable(.string()), "In the device's own word."),
                    S.member("address", .nullable(.string())), S.member("description", .nullable(.string())),
                ])), "In the device's order."),
    ])

    static let snmp = S.object([
        S.member("version", .choice(["2c", "3"])), S.member("username", .nullable(.string()), "Of version 3."),
        S.member("authentication", .nullable(.string())), S.member("privacy", .nullable(.string())),
    ])

    static let credentialSet = S.object([
        S.member("id", .id), S.member("name", .string()), S.member("username", .string()),
        S.member("has_password", .boolean), S.member("has_private_key", .boolean),
        S.member("has_enable_secret", .boolean),
        S.member("snmp", .nullable(.named("SNMP")), "How SNMP agents are asked; its secrets stay inside."),
        S.member("device_count", .integer(minimum: 0)),
        S.member("created_at", .time), S.member("updated_at", .time),
    ])
}
