import ConfigTree
import Domain
import Foundation
import HTTPTypes
import Persistence
import Secrets
import Services
import Testing

@testable import Web

extension APISite {
    /// A name that nothing else in the site has.
    static func freshName(_ prefix: String = "x") -> String {
        prefix + "-" + UUID().uuidString.lowercased().prefix(18)
    }

    /// A device made by the API.
    func device(_ members: [String: JSONValue] = [:]) async throws -> (id: String, name: String) {
        let name = Self.freshName("sw")
        let body: [String: JSONValue] = ["name": .string(name), "host": "192.0.2.1", "platform": "cisco_ios"]
        let answer = try await call(.post, "/devices", .object(body.merging(members) { $1 }))
        return (try answer.id(), name)
    }

    /// A credential set made by the API.
    func credentialSet() async throws -> String {
        try await call(
            .post, "/credentials",
            ["name": .string(Self.freshName("c")), "username": "netops", "password": "s3cret-of-devices"]
        ).id()
    }

    /// A template set made by the API.
    func templateSet(deploy: String = "vlan {{ vlan_id }}\n name {{ vlan_name }}\n") async throws -> String {
        try await call(
            .post, "/templates",
            [
                "name": .string(Self.freshName("t")), "deploy": .string(deploy), "validate": "vlan {{ vlan_id }}\n",
                "delete": "no vlan {{ vlan_id }}\n",
            ]
        ).id()
    }

    /// A change proposed by the API, not planned yet.
    func change(lines: String = "ntp server 192.0.2.123", as role: Role = .engineer) async throws -> String {
        let device = try await device()
        return try await call(
            .post, "/changes",
            ["source": ["kind": "lines", "lines": .string(lines)], "device_ids": [.string(device.id)]], as: role
        ).id()
    }

    /// Stores the plan of a change as a worker would that read `running`; the answer is its digest.
    func plan(_ text: String, running: String = "hostname sw1\n!\nend\n", lines: String) async throws -> String {
        let id = try #require(Change.ID(text))
        let change = try #require(try await ChangeRepository(database).find(id))
        let grammar = try services.platforms.platform(try #require(PlatformName("cisco_ios"))).requireGrammar()
        let base = try ConfigTree(parsing: running, grammar: grammar)
        let wanted = try base.applying(lines)
        let diff = try JSONDecoder().decode(
            JSONValue.self, from: JSONEncoder().encode(ConfigDiff(from: base, to: wanted)))
        var targets: [ChangeTarget] = []
        for row in try await ChangeDeviceRepository(database).list(id) {
            let target = ChangeTarget(
                id: ChangeTarget.ID(), changeID: id, revision: change.revision, position: row.position,
                deviceID: row.deviceID, deviceName: row.deviceName, platform: row.platform,
                commands: try base.patch(to: wanted), inverse: try wanted.patch(to: base),
                base: try await contents.put(running), baseReadAt: Date(),
                predicted: try await contents.put(wanted.text), diff: diff, linesAdded: 1, linesRemoved: 0,
                expectation: "", safetyNet: .inverseCommands, warnings: [])
            try await ChangeTargetRepository(database).insert(target)
            targets.append(target)
        }
        let digest = SHA256.hex(
            ChangePlan.canonicalBytes(
                changeID: id, revision: change.revision, risk: .low, policy: "any", targets: targets))
        _ = try #require(
            try await ChangeRepository(database).storePlan(
                id, revision: change.revision, state: .awaitingApproval, risk: .low,
                riskReasons: [RiskReason(risk: .low, device: "", text: "One line")], approvalsNeeded: 1,
                approverRole: .approver, policy: "any", digest: digest))
        return digest
    }

    /// A backup of a device, as a worker would take it.
    func backup(of device: String, _ text: String) async throws -> String {
        let backup = try await BackupRepository(database).insert(
            NewBackup(
                deviceID: try #require(Device.ID(device)), content: try await contents.put(text), seenAt: Date(),
                origin: BackupOrigin(.manual)))
        return backup.id.description
    }
}
