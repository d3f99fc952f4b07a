import Domain
import Secrets
import Services

/// What a person typed about a credential set; secrets are taken from it once and never put back.
struct CredentialForm: Sendable {
    var name = ""
    var username = ""
    private var password = Secret("")
    private var privateKey = Secret("")
    private var passphrase = Secret("")
    private var enableSecret = Secret("")
    var snmpVersion = ""
    var snmpUsername = ""
    var snmpAuthentication = ""
    var snmpPrivacy = ""
    private var snmpSecret = Secret("")
    private var snmpPrivacySecret = Secret("")
    private var cleared: [String] = []

    /// The fields of an empty form.
    init() {}

    /// The fields as sent.
    init(_ body: FormBody) {
        name = body.text("name")
        username = body.text("username")
        password = Secret(body.raw("password"))
        // Pasted keys lose their last line feed, without which OpenSSH keys do not parse.
        let key = body.text("private_key")
        privateKey = Secret(key.isEmpty ? "" : key + "\n")
        passphrase = Secret(body.raw("passphrase"))
        enableSecret = Secret(body.raw("enable_secret"))
        snmpVersion = body.text("snmp_version")
        snmpUsername = body.text("snmp_username")
        snmpAuthentication = body.text("snmp_authentication")
        snmpPrivacy = body.text("snmp_privacy")
        snmpSecret = Secret(body.raw("snmp_secret"))
        snmpPrivacySecret = Secret(body.raw("snmp_privacy_secret"))
        cleared = body.all("clear")
    }

    /// The fields of a credential set as it is.
    init(_ set: CredentialSet) {
        name = set.name
        username = set.username
        snmpVersion = set.snmp?.version ?? ""
        if case .user(let name, let digest, let cipher) = set.snmp {
            (snmpUsername, snmpAuthentication, snmpPrivacy) = (name, digest ?? "", cipher ?? "")
        }
    }

    /// The draft: an empty secret stays as it is, unless it is to be removed.
    var draft: CredentialDraft {
        func update(_ secret: Secret, _ field: String) -> CredentialDraft.SecretUpdate {
            if !secret.isEmpty { return .set(secret) }
            return cleared.contains(field) ? .clear : .keep
        }
        return CredentialDraft(
            name: name, username: username, password: update(password, "password"),
            privateKey: update(privateKey, "private_key"), passphrase: update(passphrase, "passphrase"),
            enableSecret: update(enableSecret, "enable_secret"), snmp: snmp,
            snmpSecret: update(snmpSecret, "snmp_secret"),
            snmpPrivacySecret: update(snmpPrivacySecret, "snmp_privacy_secret"))
    }

    private var snmp: CredentialDraft.SNMPUpdate {
        switch snmpVersion {
        case "2c": .set(.community)
        case "3":
            .set(
                .user(
                    snmpUsername, authentication: snmpAuthentication.isEmpty ? nil : snmpAuthentication,
                    privacy: snmpPrivacy.isEmpty ? nil : snmpPrivacy))
        default: .clear
        }
    }

    /// The form with these values, and the problem beside its fields; `existing` says which secrets are stored.
    func form(
        action: String, submitTitle: String, cancelURL: String, existing: CredentialSet?, problem: Problem?
    ) -> Component.Form {
        let problems = problem?.fields ?? []
        func secret(
            _ name: String, _ label: String, isStored: Bool, help: String, kind: String = "password"
        ) -> Component.FormField {
            .make(
                name, label, kind: kind, help: isStored ? "Stored. Leave empty to keep it." : help,
                placeholder: kind == "code" ? "-----BEGIN OPENSSH PRIVATE KEY-----" : "",
                autocomplete: kind == "code" ? "off" : "new-password", rows: kind == "code" ? 4 : 0, problems: problems)
        }
        var fields: [Component.FormField] = [
            .make(
                "name", "Name", value: name, help: "How devices refer to it. Unique.", isRequired: true,
                problems: problems),
            .make("username", "User name", value: username, isRequired: true, problems: problems),
            secret("password", "Password", isStored: existing?.hasPassword ?? false, help: ""),
            secret(
                "private_key", "Private key", isStored: existing?.hasPrivateKey ?? false,
                help: "OpenSSH or PEM. Used before the password.", kind: "code"),
            secret("passphrase", "Passphrase of the key", isStored: false, help: ""),
            secret(
                "enable_secret", "Enable secret", isStored: existing?.hasEnableSecret ?? false,
                help: "For devices that ask for one after sign-in."),
        ]
        fields += snmpFields(existing, problems) { secret($0, $1, isStored: $2, help: $3) }
        let stored = existing?.storedSecrets ?? []
        if !stored.isEmpty {
            fields.append(
                .make(
                    "clear", "Remove stored secrets", kind: "checkboxes",
                    options: stored.map {
                        Component.Option(
                            value: $0.field, label: $0.title, help: "", isSelected: cleared.contains($0.field))
                    }, problems: problems))
        }
        return Component.Form(
            action: action, submitTitle: submitTitle, cancelURL: cancelURL,
            error: problem?.formError(besides: fields.map(\.name)) ?? "", fields: fields)
    }
}

extension CredentialSet {
    /// The secrets that are stored, by the names of their fields and for people.
    var storedSecrets: [(field: String, title: String)] {
        var stored: [(String, String)] = []
        if hasPassword { stored.append(("password", "Password")) }
        if hasPrivateKey { stored.append(("private_key", "Private key")) }
        if hasEnableSecret { stored.append(("enable_secret", "Enable secret")) }
        return stored
    }
}
