import DeviceCLI
import Domain
import Foundation
import Persistence
import SSH

/// What is known of how a device speaks SSH, for one session: how to begin it, and what to keep of it.
struct SSHMemory: Sendable {
    /// Which algorithms the device may use.
    let policy: SSHAlgorithmPolicy
    /// The engine to begin with; nil leaves the choice to the login and the pinned host key.
    let engine: SSHEndpoint.PreferredEngine?
    private let deviceID: Device.ID
    private let known: DeviceSSH?
    private let database: Database

    static func load(_ device: Device, _ login: SSHLogin, _ database: Database) async throws -> SSHMemory {
        let known = try await DeviceSSHRepository(database).find(device.id)
        return SSHMemory(
            policy: device.allowsLegacyAlgorithms ? .legacy : .modern,
            engine: known?.login.flatMap { SSHEndpoint.PreferredEngine($0, login) }, deviceID: device.id, known: known,
            database: database)
    }

    /// Keeps what a login agreed on, when that is news.
    func keep(_ connection: SSHConnection) async throws {
        let login = DeviceSSH.Login(connection)
        let offer = connection.offer.map { DeviceSSH.Offer($0) }
        guard known?.isNews(login, offer: offer, at: Date()) ?? true else { return }
        try await DeviceSSHRepository(database).record(deviceID, login, offer: offer)
    }

    /// Keeps what a device offers that has no algorithms in common with us, when that is news.
    func keep(_ error: DeviceError) async throws {
        guard case .keyExchange(let mismatch?) = error.code else { return }
        let offer = DeviceSSH.Offer(mismatch.offer)
        guard known?.isNews(mismatch: error.description, offer: offer) ?? true else { return }
        try await DeviceSSHRepository(database).recordMismatch(
            deviceID, error.description, legacyWouldHelp: mismatch.legacyWouldHelp, offer: offer)
    }
}

extension SSHEndpoint.PreferredEngine {
    /// The engine of the last login, when only trying told that it is the right one.
    ///
    /// What the login and the host key tell is judged anew each time: either may have changed, and an engine that is
    /// asked for takes precedence. For the same reason libssh2 is remembered for passwords only: it signs with an RSA
    /// key by SHA-1, which the device may have ceased to take, and a refused login does not bring the other engine in.
    init?(_ last: DeviceSSH.Login, _ login: SSHLogin) {
        switch (last.reason, last.engine, login) {
        case (.algorithms, .libssh, _), (.remembered, .libssh, _): self = .remembered(.libssh)
        case (.algorithms, .libssh2, .password), (.remembered, .libssh2, .password): self = .remembered(.libssh2)
        default: return nil
        }
    }
}

extension DeviceSSH.Login {
    /// What a connection agreed on.
    init(_ connection: SSHConnection) {
        let engine: DeviceSSH.Engine =
            switch connection.engine {
            case .libssh2: .libssh2
            case .libssh: .libssh
            }
        let reason: DeviceSSH.Reason =
            switch connection.engineReason {
            case .usual: .usual
            case .rsaLogin: .rsaLogin
            case .rsaHostKey: .rsaHostKey
            case .remembered: .remembered
            case .algorithms: .algorithms
            }
        let agreed = connection.algorithms
        self.init(
            engine: engine, reason: reason, keyExchange: agreed.keyExchange, hostKey: agreed.hostKey,
            cipher: agreed.cipher, mac: agreed.mac)
    }
}

extension DeviceSSH.Offer {
    /// What a server offered.
    init(_ offer: ServerOffer) {
        self.init(
            identification: offer.identification, keyExchanges: offer.keyExchanges, hostKeys: offer.hostKeys,
            ciphers: offer.ciphers, macs: offer.macs)
    }
}
