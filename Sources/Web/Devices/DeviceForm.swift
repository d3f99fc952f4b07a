import Domain
import Services

/// What a person typed about a device, kept as typed until every part is checked.
struct DeviceForm: Sendable {
    var name = ""
    var host = ""
    var port = "22"
    var accessProtocol = AccessProtocol.ssh.rawValue
    /// The name of the device through which this one is reached.
    var jumpHost = ""
    var site = ""
    var factProtocol = FactProtocol.cli.rawValue
    var factPort = ""
    var platform = ""
    var credentialSet = ""
    var tags = ""
    var allowsLegacyAlgorithms = false
    var notes = ""

    /// The check box that a mismatch leads to.
    static let legacyField = "allows_legacy_algorithms"

    /// The fields of an empty form.
    init() {}

    /// The fields as sent.
    init(_ body: FormBody) {
        name = body.text("name")
        host = body.text("host")
        port = body.text("port")
        accessProtocol = body.text("protocol")
        jumpHost = body.text("jump_host")
        site = body.text("site")
        factProtocol = body.text("fact_protocol")
        factPort = body.text("fact_port")
        platform = body.text("platform")
        credentialSet = body.text("credential_set")
        tags = body.text("tags")
        allowsLegacyAlgorithms = body.text(Self.legacyField) == "true"
        notes = body.raw("notes")
    }

    /// The fields of a device as it is.
    init(_ device: Device, jumpHost: Device?) {
        name = device.name.text
        host = device.host.text
        port = device.port.description
        accessProtocol = device.accessProtocol.rawValue
        self.jumpHost = jumpHost?.name.text ?? ""
        site = device.site?.text ?? ""
        factProtocol = device.factProtocol.rawValue
        factPort = device.factPort?.description ?? ""
        platform = device.platform.text
        credentialSet = device.credentialSetID?.description ?? ""
        tags = device.tags.map(\.text).joined(separator: ", ")
        allowsLegacyAlgorithms = device.allowsLegacyAlgorithms
        notes = device.notes
    }

    private static let legacyRisk =
        "Only for equipment that knows nothing newer: somebody on the way could break SHA-1, CBC, MD5 or DSA, and then "
        + "read and alter sessions, the password included. What is modern is still tried first."

    private static let telnetRisk =
        "Telnet sends everything in clear, the password included. Only for equipment that has no SSH."

    /// The checked draft; a problem names every field that is wrong.
    func draft(_ services: Services, by actor: Actor) async throws -> DeviceDraft {
        guard !jumpHost.isEmpty else { return try draft(jumpHost: nil) }
        guard let name = DeviceName(jumpHost) else { return try draft(jumpHost: nil) }
        return try draft(jumpHost: try await services.devices.find(named: name, by: actor))
    }

    private func draft(jumpHost found: Device?) throws -> DeviceDraft {
        var problems: [FieldProblem] = []
        func checked<Value>(_ value: Value?, _ field: String, _ sentence: String) -> Value? {
            if value == nil { problems.append(FieldProblem(field, sentence)) }
            return value
        }
        let name = checked(DeviceName(name), "name", "The name \(DeviceName.rule).")
        let host = checked(HostAddress(host), "host", "The address \(HostAddress.rule).")
        let accessProtocol = checked(
            self.accessProtocol.isEmpty ? .ssh : AccessProtocol(rawValue: self.accessProtocol), "protocol",
            "Choose SSH or Telnet.")
        let port = checked(
            self.port.isEmpty ? accessProtocol?.usualPort : Int(self.port).flatMap { Port($0) }, "port",
            "The port \(Port.rule).")
        if !jumpHost.isEmpty, found == nil {
            problems.append(FieldProblem("jump_host", "There is no device named «\(jumpHost)». Write the name of one."))
        }
        let site = self.site.isEmpty ? nil : checked(SiteName(self.site), "site", "The site \(SiteName.rule).")
        let factProtocol = checked(
            self.factProtocol.isEmpty ? .cli : FactProtocol(rawValue: self.factProtocol), "fact_protocol",
            "Choose one of the protocols.")
        let factPort =
            self.factPort.isEmpty
            ? nil : checked(Int(self.factPort).flatMap { Port($0) }, "fact_port", "The port \(Port.rule).")
        let platform = checked(PlatformName(platform), "platform", "Choose the platform of the device.")
        var set: CredentialSet.ID?
        if !credentialSet.isEmpty {
            set = checked(CredentialSet.ID(credentialSet), "credential_set", "Choose one of the credential sets.")
        }
        let words = tags.split { $0 == "," || $0.isWhitespace }.map(String.init)
        let tags = words.compactMap { checked(Tag($0), "tags", "«\($0)» \(Tag.rule).") }
        guard problems.isEmpty, let name, let host, let port, let accessProtocol, let factProtocol, let platform else {
            throw Problem.invalid(problems)
        }
        return DeviceDraft(
            name: name, host: host, port: port, accessProtocol: accessProtocol, jumpHostID: found?.id, site: site,
            factProtocol: factProtocol, factPort: factPort, platform: platform, credentialSetID: set, tags: tags,
            allowsLegacyAlgorithms: allowsLegacyAlgorithms,
            notes: notes)
    }

    /// The form with these values, and the problem beside its fields.
    func form(
        action: String, submitTitle: String, cancelURL: String, choices: DeviceFormChoices, problem: Problem?
    ) -> Component.Form {
        let problem = problem?.renamingFields([
            "credential_set_id": "credential_set", "host_address": "host", "jump_host_id": "jump_host",
        ])
        let problems = problem?.fields ?? []
        var fields: [Component.FormField] = [
            .make(
                "name", "Name", value: name, help: "How people know it. Unique.", isRequired: true, problems: problems),
            .make(
                "host", "Address", value: host, help: "A host name or an IP address.",
                placeholder: "192.0.2.31 or sw1.example.net", isRequired: true, problems: problems),
            .make(
                "port", "Port", kind: "number", value: port, help: "Empty for the usual one.", problems: problems),
            .make(
                "platform", "Platform", kind: "select", value: platform, isRequired: true,
                options: choices.platforms(chosen: platform), problems: problems),
            .make(
                "credential_set", "Credential set", kind: "select", value: credentialSet,
                help: "How NetStacks signs in.", options: choices.credentialSets(chosen: credentialSet),
                problems: problems),
            .make(
                Self.legacyField, "Allow legacy algorithms", kind: "checkbox",
                value: allowsLegacyAlgorithms ? "true" : "", help: Self.legacyRisk, problems: problems),
            .make(
                "jump_host", "Jump host", value: jumpHost,
                help: "The name of another device through which this one is reached. Empty for directly.",
                problems: problems),
            .make(
                "site", "Site", value: site,
                help: "One word. The devices of a site share limits on sessions and logins.", problems: problems),
            .make(
                "fact_protocol", "Facts by", kind: "select", value: factProtocol,
                help:
                    "How the device is asked what it is. HTTPS takes the password, SNMP what the credential set says of it.",
                options: FactProtocol.allCases.map { .make($0.rawValue, $0.title, chosen: factProtocol) },
                problems: problems),
            .make(
                "fact_port", "Port for facts", kind: "number", value: factPort,
                help: "Empty for the usual one: NETCONF 830, HTTPS 443, SNMP 161.", problems: problems),
            .make(
                "tags", "Tags", value: tags,
                help: "Words, separated by commas or spaces. Policies and filters select by them.", problems: problems),
            .make("notes", "Notes", kind: "textarea", value: notes, rows: 3, problems: problems),
        ]
        if choices.offersTelnet || accessProtocol == AccessProtocol.telnet.rawValue {
            let select = Component.FormField.make(
                "protocol", "Protocol", kind: "select", value: accessProtocol, help: Self.telnetRisk,
                options: AccessProtocol.allCases.map { .make($0.rawValue, $0.title, chosen: accessProtocol) },
                problems: problems)
            fields.insert(select, at: 2)
        }
        return Component.Form(
            action: action, submitTitle: submitTitle, cancelURL: cancelURL,
            error: problem?.formError(besides: fields.map(\.name)) ?? "", fields: fields)
    }
}
