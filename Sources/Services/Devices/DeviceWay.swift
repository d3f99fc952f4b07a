import DeviceCLI
import Domain
import Persistence
import SSH

/// Finds the way to a device: over which protocol, on what terms, through which jump hosts.
struct DeviceWay: Sendable {
    let database: Database
    let logins: DeviceLogins
    let policy: AccessPolicy

    /// More hops than anybody has; who names more has made a ring.
    static let hopLimit = 8

    /// A device through which another one is reached.
    struct Hop: Sendable {
        let device: Device
        let endpoint: SSHEndpoint
    }

    /// How to reach a device; throws when the policy forbids it.
    func access(
        to device: Device, through hops: [Hop], pinned: HostKeyRecord?, _ memory: SSHMemory
    ) throws -> DeviceAccess {
        if let sentence = policy.refusal(of: device.accessProtocol) {
            throw Problem(.conflict, code: "protocol_forbidden", "\(device.name) is not reached: \(sentence)")
        }
        switch device.accessProtocol {
        case .telnet: return .telnet
        case .ssh:
            return .ssh(
                hostKeys: pinned.map { .pinned([SSHHostKey($0.pinned)]) } ?? .acceptFirst, algorithms: memory.policy,
                engine: memory.engine, jumpHosts: hops.map(\.endpoint))
        }
    }

    /// The jump hosts of a device, the first one first; throws when they make a ring, or one of them is not ready.
    func hops(to device: Device) async throws -> [Hop] {
        guard device.jumpHostID != nil else { return [] }
        let hops = try await DeviceRepository(database).jumpHosts(of: device.id, limit: Self.hopLimit + 1)
        guard hops.count <= Self.hopLimit else { throw Problem.jumpHostRing(device.name) }
        var ready: [Hop] = []
        for hop in hops { ready.append(Hop(device: hop, endpoint: try await endpoint(hop, to: device))) }
        return ready
    }

    /// A jump host has to be known already: nobody looks at the key that it would offer on the way to somewhere else.
    private func endpoint(_ hop: Device, to device: Device) async throws -> SSHEndpoint {
        guard hop.accessProtocol == .ssh else {
            throw Problem(
                .conflict, code: "jump_host_without_ssh",
                "\(device.name) is to be reached through \(hop.name), which is reached over Telnet. Give \(device.name) "
                    + "another jump host.")
        }
        guard let pinned = try await HostKeyRepository(database).find(hop.id) else {
            throw Problem(
                .conflict, code: "jump_host_unknown",
                "\(device.name) is reached through \(hop.name), whose host key is not known yet. Test the connection of "
                    + "\(hop.name) first.")
        }
        let login = try await logins.login(for: hop)
        let memory = try await SSHMemory.load(hop, login.login, database)
        return SSHEndpoint(
            host: hop.host.text, port: UInt16(hop.port.number), username: login.username, login: login.login,
            hostKeys: .pinned([SSHHostKey(pinned.pinned)]), algorithms: memory.policy, engine: memory.engine)
    }
}

extension Problem {
    /// A chain of jump hosts that comes back to itself, or is longer than any that makes sense.
    static func jumpHostRing(_ name: DeviceName) -> Problem {
        Problem(
            .conflict, code: "jump_host_ring",
            "The jump hosts of \(name) lead back to themselves, or are more than \(DeviceWay.hopLimit). Choose another "
                + "jump host.",
            fields: [FieldProblem("jump_host_id", "This way leads back to itself, or is too long; choose another.")])
    }
}

extension SSHHostKey {
    /// A key as it was stored.
    init(_ key: HostKey) {
        self.init(type: key.algorithm, bytes: key.bytes)
    }
}
