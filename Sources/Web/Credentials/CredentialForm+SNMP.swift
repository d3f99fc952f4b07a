import Domain

extension CredentialForm {
    private static let digests = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"]
    private static let ciphers = ["des", "aes128", "aes192", "aes256", "aes192c", "aes256c"]

    /// How SNMP agents are asked, for devices whose facts come that way.
    func snmpFields(
        _ existing: CredentialSet?, _ problems: [FieldProblem],
        _ secret: (_ name: String, _ label: String, _ isStored: Bool, _ help: String) -> Component.FormField
    ) -> [Component.FormField] {
        func choice(_ name: String, _ label: String, _ words: [String], chosen: String, help: String)
            -> Component.FormField
        {
            .make(
                name, label, kind: "select", value: chosen, help: help,
                options: [.make("", "None", chosen: chosen)] + words.map { .make($0, $0, chosen: chosen) },
                problems: problems)
        }
        let hasSecret: Bool
        let hasCover: Bool
        switch existing?.snmp {
        case nil: (hasSecret, hasCover) = (false, false)
        case .community: (hasSecret, hasCover) = (true, false)
        case .user(_, let digest, let cipher): (hasSecret, hasCover) = (digest != nil, cipher != nil)
        }
        return [
            .make(
                "snmp_version", "SNMP", kind: "select", value: snmpVersion,
                help: "For devices whose facts come by SNMP. A community goes in clear.",
                options: [
                    .make("", "Not used", chosen: snmpVersion), .make("2c", "2c, by a community", chosen: snmpVersion),
                    .make("3", "3, by a user", chosen: snmpVersion),
                ], problems: problems),
            .make("snmp_username", "SNMP user", value: snmpUsername, help: "Of version 3.", problems: problems),
            choice(
                "snmp_authentication", "SNMP authentication", Self.digests, chosen: snmpAuthentication,
                help: "Of version 3. MD5 and SHA-1 are old."),
            secret("snmp_secret", "SNMP community or authentication password", hasSecret, ""),
            choice(
                "snmp_privacy", "SNMP privacy", Self.ciphers, chosen: snmpPrivacy,
                help: "Of version 3. DES is old; aes192c and aes256c are Cisco's."),
            secret("snmp_privacy_secret", "SNMP privacy password", hasCover, ""),
        ]
    }
}
