import Domain

extension DeviceDraft {
    /// The body of a device; a whole one has every member.
    static func schema(isWhole: Bool) -> JSONSchema {
        .object([
            JSONSchema.member("name", .string(maxLength: 63), "Unique, compared without case."),
            JSONSchema.member("host", .string(maxLength: 253), "A host name or an IP address."),
            JSONSchema.member("platform", .string(maxLength: 40), "One of the platforms' names."),
            JSONSchema.member(
                "port", .integer(minimum: 1, maximum: 65535), "The protocol's usual one when left out.",
                isRequired: isWhole),
            JSONSchema.member(
                "protocol", .choice(of: AccessProtocol.self),
                "SSH when left out. Telnet sends passwords in clear and needs the setting device_telnet.",
                isRequired: isWhole),
            JSONSchema.member(
                "jump_host_id", .nullable(.id), "The device through which this one is reached.", isRequired: isWhole),
            JSONSchema.member(
                "site", .nullable(.string(maxLength: 40)), "The place whose limits on sessions it shares.",
                isRequired: isWhole),
            JSONSchema.member(
                "fact_protocol", .choice(of: FactProtocol.self),
                "By which protocol it is asked what it is; its command line when left out.", isRequired: isWhole),
            JSONSchema.member(
                "fact_port", .nullable(.integer(minimum: 1, maximum: 65535)),
                "The port of that protocol; its usual one when left out or null.", isRequired: isWhole),
            JSONSchema.member("credential_set_id", .nullable(.id), "How to sign in to it.", isRequired: isWhole),
            JSONSchema.member("tags", .array(.string(maxLength: 40)), isRequired: isWhole),
            JSONSchema.member(
                "allows_legacy_algorithms", .boolean,
                "Whether weak SSH algorithms (SHA-1, CBC, MD5, DSA) may be used; not when left out.",
                isRequired: isWhole),
            JSONSchema.member("notes", .string(maxLength: 4000), isRequired: isWhole),
        ])
    }

    /// The draft in a body; a problem names every member that breaks its rule.
    init(_ body: JSONBody) throws {
        var problems: [FieldProblem] = []
        let name = body.checked("name", as: DeviceName.self, &problems)
        let host = body.checked("host", as: HostAddress.self, &problems)
        let platform = body.checked("platform", as: PlatformName.self, &problems)
        let tags = body.checkedTexts("tags", as: Tag.self, &problems)
        let site = body.text("site").isEmpty ? nil : body.checked("site", as: SiteName.self, &problems)
        let accessProtocol = AccessProtocol(rawValue: body.text("protocol")) ?? .ssh
        guard problems.isEmpty, let name, let host, let platform else { throw Problem.invalid(problems) }
        self.init(
            name: name, host: host, port: body.integer("port").flatMap(Port.init) ?? accessProtocol.usualPort,
            accessProtocol: accessProtocol, jumpHostID: body.id("jump_host_id"), site: site,
            factProtocol: FactProtocol(rawValue: body.text("fact_protocol")) ?? .cli,
            factPort: body.integer("fact_port").flatMap(Port.init), platform: platform,
            credentialSetID: body.id("credential_set_id"), tags: tags,
            allowsLegacyAlgorithms: body.bool("allows_legacy_algorithms") ?? false, notes: body.text("notes"))
    }
}
