import Domain
import Foundation
import Secrets
import Services

/// Fills a new installation with the demonstration lab; what is there already is brought up to date or left alone.
struct DemoSeed: Sendable {
    let services: Services
    let actor: Actor

    func plant(_ inventory: LabInventory) async throws {
        let credentials = try await plantCredentials(inventory)
        for device in inventory.devices { try await plant(device, credentials: credentials) }
        let templates = try await plantTemplates()
        try await plantStack(templates)
        try await plantSchedules()
    }

    /// The routers share one set; each switch of the lab has a password of its own.
    private func plantCredentials(_ inventory: LabInventory) async throws -> [String: CredentialSet.ID] {
        var planted: [String: CredentialSet.ID] = [:]
        let existing = try await services.credentials.list(page: Page(number: 1, size: 500), by: actor).elements
        for device in inventory.devices where planted[device.credentialName] == nil {
            let draft = CredentialDraft(
                name: device.credentialName, username: device.username, password: .init(device.password),
                privateKey: .init(try device.privateKey.map { try String(contentsOfFile: $0, encoding: .utf8) }),
                enableSecret: .init(device.enablePassword))
            if let old = existing.first(where: { $0.name == draft.name }) {
                planted[draft.name] = try await services.credentials.update(old.id, draft, by: actor).id
            } else {
                planted[draft.name] = try await services.credentials.add(draft, by: actor).id
            }
        }
        return planted
    }

    private func plant(_ device: LabInventory.LabDevice, credentials: [String: CredentialSet.ID]) async throws {
        guard let name = DeviceName(device.name), let host = HostAddress(device.host), let port = Port(device.port),
            let platform = PlatformName(device.platform)
        else {
            throw Problem(
                .invalid, code: "lab_inventory",
                "The lab's inventory describes \(device.name) in a way that is not understood.")
        }
        var draft = DeviceDraft(
            name: name, host: host, port: port, platform: platform, credentialSetID: credentials[device.credentialName],
            tags: [device.platform == "frr" ? "core" : "access", device.platform == "frr" ? "router" : "lab"]
                .compactMap(Tag.init),
            notes: "A device of the demonstration lab.")
        let known = try await services.devices.list(
            DeviceFilter(search: device.name, page: Page(number: 1, size: 100)), by: actor
        ).elements
        if let old = known.first(where: { $0.name.text.lowercased() == device.name.lowercased() }) {
            if old.port != port || old.host != host || old.credentialSetID != draft.credentialSetID {
                // What a person allowed stays allowed.
                draft.allowsLegacyAlgorithms = old.allowsLegacyAlgorithms
                draft.jumpHostID = old.jumpHostID
                draft.site = old.site
                _ = try await services.devices.update(old.id, draft, by: actor)
            }
        } else {
            _ = try await services.devices.add(draft, by: actor)
        }
    }

    private func plantTemplates() async throws -> [TemplateSet.ID] {
        let existing = try await services.templates.list(search: "", page: Page(number: 1, size: 500), by: actor)
            .elements
        var planted: [TemplateSet.ID] = []
        for draft in DemoTemplates.all {
            if let old = existing.first(where: { $0.name == draft.name }) {
                planted.append(old.id)
            } else {
                planted.append(try await services.templates.add(draft, by: actor).id)
            }
        }
        return planted
    }

    private func plantStack(_ templates: [TemplateSet.ID]) async throws {
        let existing = try await services.stacks.list(page: Page(number: 1, size: 500), by: actor).elements
        guard !existing.contains(where: { $0.name == "Access switch" }) else { return }
        _ = try await services.stacks.add(
            StackDraft(
                name: "Access switch", summary: "What every access switch has: time, SNMP and its VLAN.",
                templateSetIDs: templates),
            by: actor)
    }
}

extension LabInventory.LabDevice {
    /// The credential set that signs in to it.
    fileprivate var credentialName: String { privateKey == nil ? "Lab switch \(name)" : "Lab routers" }
}

extension CredentialDraft.SecretUpdate {
    /// Sets the secret when there is one.
    init(_ text: String?) {
        self = text.map { .set(Secret($0)) } ?? .keep
    }
}
