import Domain
import Foundation
import Persistence

extension Store {
    /// A user with this name.
    func user(_ name: String, _ role: Role = .engineer, displayName: String = "") async throws -> User {
        try await UserRepository(database).insert(
            id: User.ID(), username: try checked(name), displayName: displayName, role: role, passwordHash: "hash")
    }

    /// What a person would say about a device.
    func draft(
        _ name: String, host: String = "192.0.2.1", platform: String = "frr", tags: [String] = [],
        credentialSetID: CredentialSet.ID? = nil
    ) throws -> DeviceDraft {
        DeviceDraft(
            name: try checked(name), host: try checked(host), port: .ssh, platform: try checked(platform),
            credentialSetID: credentialSetID, tags: try tags.map { try checked($0) }, notes: "")
    }

    /// A device with this name.
    func device(_ name: String, tags: [String] = []) async throws -> Device {
        try await DeviceRepository(database).insert(Device.ID(), draft(name, tags: tags))
    }

    /// A stored configuration whose hash is made of one hexadecimal digit.
    func content(_ digit: Character) async throws -> ContentHash {
        let hash: ContentHash = try checked(String(repeating: digit, count: 64))
        try await ContentRepository(database).insert(
            StoredContent(hash: hash, sealed: Array("sealed \(digit)".utf8), size: 100, encoding: .compressed))
        return hash
    }

    /// A template set with this name and one body.
    func templateSet(_ name: String, deploy: String = "line") async throws -> TemplateSet {
        try await TemplateSetRepository(database).insert(
            TemplateSet.ID(),
            TemplateSetDraft(
                name: name, summary: "", platforms: [], bodies: TemplateBodies(deploy: deploy, validate: "", delete: "")
            ),
            author: nil)
    }

    /// A change of this author in this state.
    func change(by author: User, state: ChangeState = .draft) async throws -> Change {
        try await ChangeRepository(database).insert(
            id: Change.ID(), title: "Add NTP", reason: "Clocks drift", authorID: author.id,
            source: .lines("ntp server x"),
            variables: .object([:]), state: state)
    }

    /// A change whose plan of revision 1 is stored, in this state, with one target for each device.
    func plannedChange(
        by author: User, on devices: [Device], state: ChangeState = .approved,
        commands: [String] = ["one", "two", "three"]
    ) async throws -> (change: Change, targets: [ChangeTarget]) {
        let draft = try await change(by: author)
        let changes = ChangeRepository(database)
        _ = try await changes.beginPlanning(draft.id, from: [.draft])
        var targets: [ChangeTarget] = []
        for (position, device) in devices.enumerated() {
            let target = try await target(of: draft.id, on: device, position: position, commands: commands)
            try await ChangeTargetRepository(database).insert(target)
            targets.append(target)
        }
        let planned = try await changes.storePlan(
            draft.id, revision: 1, state: state, risk: .low, riskReasons: [], approvalsNeeded: 1,
            approverRole: .approver,
            policy: "low risk on any device", digest: String(repeating: "d", count: 64))
        guard let planned else { throw SampleError(text: "the plan was not stored") }
        return (planned, targets)
    }

    /// The plan of one device.
    func target(
        of changeID: Change.ID, revision: Int = 1, on device: Device, position: Int = 0, commands: [String]
    ) async throws -> ChangeTarget {
        ChangeTarget(
            id: ChangeTarget.ID(), changeID: changeID, revision: revision, position: position, deviceID: device.id,
            deviceName: device.name, platform: device.platform, commands: commands,
            inverse: commands.map { "no \($0)" },
            base: try await content("a"), baseReadAt: Date(timeIntervalSince1970: 1_800_000_000),
            predicted: try await content("b"), diff: .object(["lines": .array([.string("+ one, \"two\" {three}")])]),
            linesAdded: commands.count, linesRemoved: 0, expectation: "one", safetyNet: .inverseCommands,
            warnings: ["Look, here", "NULL"])
    }

    /// A worker that just started.
    func worker(_ host: String = "host1") async throws -> WorkerID {
        let id = WorkerID()
        try await WorkerRepository(database).insert(id: id, host: host, processID: 4711, version: "1.0")
        return id
    }
}
