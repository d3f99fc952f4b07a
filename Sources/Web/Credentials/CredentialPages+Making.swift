import Domain

extension CredentialPages.Index.Row {
    /// A credential set in the list.
    init(_ set: CredentialSet) {
        self.init(
            name: set.name, url: "/credentials/\(set.id)", username: set.username,
            secrets: set.storedSecrets.map { Component.Badge(text: $0.title.lowercased(), tone: "success") }
                + (set.snmp.map { [Component.Badge(text: "SNMP " + $0.version, tone: "success")] } ?? []),
            deviceCount: String(set.deviceCount), updatedAt: Component.Timestamp(set.updatedAt))
    }
}

extension CredentialPages.Show {
    /// A credential set and the devices that use it.
    init(_ set: CredentialSet, devices: [Device], context: SignedInContext) {
        let url = "/credentials/\(set.id)"
        let mayEdit = context.actor.may(.editCredentials)
        func secret(_ name: String, _ isStored: Bool) -> Component.Check {
            Component.Check(
                name: name,
                badge: Component.Badge(text: isStored ? "stored" : "none", tone: isStored ? "success" : "neutral"),
                detail: "")
        }
        self.init(
            name: set.name, editURL: mayEdit ? url + "/edit" : "",
            facts: [
                .make("User name", set.username), .make("Added", Component.Timestamp(set.createdAt).text),
                .make("Changed", Component.Timestamp(set.updatedAt).text),
                .make("Used by", Measure.count(set.deviceCount, "device")),
            ],
            secrets: [
                secret("Password", set.hasPassword), secret("Private key", set.hasPrivateKey),
                secret("Enable secret", set.hasEnableSecret),
                Component.Check(
                    name: "SNMP",
                    badge: Component.Badge(
                        text: set.snmp.map { "version " + $0.version } ?? "none",
                        tone: set.snmp == nil ? "neutral" : "success"), detail: ""),
            ],
            devices: devices.map { Component.Link(title: $0.name.text, url: "/devices/\($0.id)") },
            deletion: .make(
                "delete", "Remove", url: url + "/deletion", icon: "trash", style: "danger",
                whyNot: set.deviceCount == 0
                    ? context.whyNot(.editCredentials)
                    : "\(Measure.count(set.deviceCount, "device")) still \(set.deviceCount == 1 ? "uses" : "use") it.",
                confirm: ("Remove \(set.name)?", "Its sealed secrets are deleted for good.")),
            canEdit: mayEdit)
    }
}
