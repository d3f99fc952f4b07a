import ConfigTree
public import DeviceCLI
public import Domain
import Foundation
public import Persistence
public import Reactor
import SSH
public import Secrets

/// Opens sessions to devices: credentials, pinned host keys, and the record of whether it worked.
public struct DeviceSessions: Sendable {
    let database: Database
    let logins: DeviceLogins
    let way: DeviceWay
    let platforms: PlatformCatalogue
    let reactor: Reactor
    let timeouts: DeviceTimeouts
    let gate: ConnectionGate
    let reachability: ReachabilityKeeper
    private let pool: SessionPool?

    /// Sessions on the loops of `reactor`; the policies say when a device or a login is not tried, and the limits how many
    /// sessions stay open between their uses, none without limits.
    public init(
        database: Database, keyRing: KeyRing, platforms: PlatformCatalogue, reactor: Reactor, timeouts: DeviceTimeouts,
        pool limits: PoolLimits? = nil, access: AccessPolicy = AccessPolicy(),
        breakers: BreakerPolicy = BreakerPolicy(),
        lockouts: LockoutPolicy = LockoutPolicy(), reachability: ReachabilityPolicy = ReachabilityPolicy()
    ) {
        self.database = database
        logins = DeviceLogins(database: database, sealer: CredentialSealer(keyRing: keyRing))
        way = DeviceWay(database: database, logins: logins, policy: access)
        self.platforms = platforms
        self.reactor = reactor
        self.timeouts = timeouts
        pool = limits.map { SessionPool(limits: $0, loop: reactor.nextLoop()) }
        gate = ConnectionGate(
            database: database, breakerPolicy: breakers.allowing(probeTime: timeouts.untilReady),
            lockoutPolicy: lockouts)
        self.reachability = ReachabilityKeeper(database: database, policy: reachability)
    }

    /// Closes what stays open between uses; what is in use closes when it is done.
    public func close() async { await pool?.close() }

    /// A reader: it can show, and has no way to configure.
    public var reader: DeviceReader { DeviceReader(sessions: self) }

    /// A writer, for the executor of changes only.
    var writer: DeviceWriter { DeviceWriter(sessions: self) }

    /// Runs `body` with a connector for the device and records how the session went; the only way to a device.
    ///
    /// Throws `breaker_open` or `login_locked` without touching the network when an ordinary session may not be opened. What
    /// a test finds is always kept for the device's reachability, what others find only when it is news.
    func withConnector<Result: Sendable>(
        _ device: Device, by caller: SessionCaller, _ passage: SessionPassage = .ordinary, isTest: Bool = false,
        _ body: @Sendable (DeviceConnector) async throws -> Result
    ) async throws -> Result {
        let login = try await logins.login(for: device)
        let pinned = try await HostKeyRepository(database).find(device.id)
        let memory = try await SSHMemory.load(device, login.login, database)
        let (offered, times) = (OfferedKey(), SessionTimes())
        let hops = try await way.hops(to: device)
        let access = try way.access(to: device, through: hops, pinned: pinned, memory)
        let platform = try await platform(of: device)
        let passing = try await admit(hops, by: caller, passage)
        let attempt = try await abandoning(passing) {
            try await gate.admit(
                device, login: LockoutKey(caller: caller, deviceID: device.id, login: login.username),
                of: device.credentialSetID, passage)
        }
        let connector = DeviceConnector(
            loop: reactor.loop(for: device.id), platform: platform.cli,
            address: DeviceAddress(host: device.host.text, port: UInt16(device.port.number)), login: login,
            access: access, timeouts: timeouts,
            pooled: pool.map {
                PoolUse($0, context: device.id.description, site: device.site?.text, platform: platform.fingerprint)
            },
            signedIn: { connection in
                offered.store(connection.hostKey)
                try await memory.keep(connection)
            },
            sessionReady: { stages in
                times.store(stages)
                for passed in passing { await passed.succeeded() }
                await attempt.succeeded()
            })
        do {
            let result = try await body(connector)
            try await pin(offered.key, of: device, pinned: pinned)
            let isNews = try await DeviceRepository(database).recordSeen(
                device.id, staleAfter: reachability.policy.restatement)
            if isNews || isTest { await reachability.note(Self.success(times.stages), of: device.id) }
            try await reachability.noteReached(hops.map(\.device.id))
            return result
        } catch let error as DeviceError {
            await settle(passing, after: error)
            if let index = error.jumpHost, hops.indices.contains(index), passing.indices.contains(index) {
                await attempt.abandoned()
                let hop = hops[index]
                await passing[index].failed(error, hop.endpoint.login)
                let sentence = try await record(error, of: hop.device)
                await reachability.note(
                    ReachabilityCheck(error, ofJumpHost: hop.endpoint.login, sentence: sentence),
                    of: hop.device.id)
                try await DeviceRepository(database).recordFailure(
                    device.id, "The jump host \(hop.device.name) failed: \(sentence)")
                await reachability.note(
                    ReachabilityCheck(.untold, stages: ConnectionStages(error)), of: device.id)
            } else {
                await attempt.failed(error, login.login)
                try await memory.keep(error)
                let sentence = try await record(error, of: device)
                try await noteFailure(error, of: device, login.login, sentence, after: times.stages)
            }
            // It took the login by this key, so it is the device's; some jump hosts go no further than that.
            try await pin(offered.key, of: device, pinned: pinned)
            throw error
        }
    }

    private func platform(of device: Device) async throws -> Platform {
        do {
            return try platforms.platform(device.platform)
        } catch  where error.code == Problem.platformUnknownCode {
            // Somebody may just have written it, and the news of that is still on its way.
            try platforms.reload(own: try await PlatformRepository(database).all())
            return try platforms.platform(device.platform)
        }
    }

    /// Asks for each jump host whether a session may be opened with it.
    func admit(
        _ hops: [DeviceWay.Hop], by caller: SessionCaller, _ passage: SessionPassage
    ) async throws -> [ConnectionAttempt] {
        var attempts: [ConnectionAttempt] = []
        for hop in hops {
            let attempt = try await abandoning(attempts) {
                try await gate.admit(
                    hop.device,
                    login: LockoutKey(caller: caller, deviceID: hop.device.id, login: hop.endpoint.username),
                    of: hop.device.credentialSetID, passage)
            }
            attempts.append(attempt)
        }
        return attempts
    }

    /// Lets the next one be asked for; when it is refused, nobody learns of the others on the way.
    func abandoning(
        _ attempts: [ConnectionAttempt], _ admit: () async throws -> ConnectionAttempt
    ) async throws -> ConnectionAttempt {
        do {
            return try await admit()
        } catch {
            for attempt in attempts { await attempt.abandoned() }
            throw error
        }
    }

    /// Notes of the jump hosts on the way what a failure behind them tells: those before it were passed.
    private func settle(_ passing: [ConnectionAttempt], after error: DeviceError) async {
        for (index, attempt) in passing.enumerated() where index != error.jumpHost {
            // Who waited in vain for a kept session, or was cancelled, never set out.
            let isUnderWay = error.code != .cancelled && error.stage != .session
            let isPassed = error.jumpHost.map { index < $0 } ?? isUnderWay
            if isPassed { await attempt.succeeded() } else { await attempt.abandoned() }
        }
    }

    private func pin(_ key: SSHHostKey?, of device: Device, pinned: HostKeyRecord?) async throws {
        guard let key, pinned == nil else { return }
        let kept = try await HostKeyRepository(database).pinFirst(device.id, key.domainValue)
        guard kept.pinned.bytes == key.bytes else {
            throw Problem(
                .conflict, code: "host_key_race",
                "\(device.name) offered two different host keys in two sessions at once. Review its host key.")
        }
    }

    /// What a session that ended in a failure says about the way to its device.
    private func noteFailure(
        _ error: DeviceError, of device: Device, _ login: SSHLogin, _ sentence: String, after stages: [StageTime]?
    ) async throws {
        switch stages {
        case nil:
            await reachability.note(ReachabilityCheck(error, login: login, sentence: sentence), of: device.id)
        // It was open from an earlier use, so nobody went that way now.
        case .some([]): break
        case .some: try await reachability.noteReached([device.id])
        }
    }

    private static func success(_ stages: [StageTime]?) -> ReachabilityCheck {
        let stages = stages ?? []
        return ReachabilityCheck(.reached, stages: stages.isEmpty ? nil : ConnectionStages(stages))
    }

    /// Keeps why a session failed; the answer is the sentence that was kept.
    private func record(_ error: DeviceError, of device: Device) async throws -> String {
        if case .hostKeyChanged(_, let offered) = error.code {
            try await HostKeyRepository(database).recordOffer(device.id, offered.domainValue)
        }
        // A line is quoted in the sentence, and lines hold secrets. A refused login and a key exchange quote none, and
        // name passwords and keys, which would be taken for some.
        let sentence =
            switch error.code {
            case .authentication, .keyExchange: error.description
            default:
                try platforms.platform(device.platform).secrets.redact(error.description)
            }
        try await DeviceRepository(database).recordFailure(device.id, sentence)
        return sentence
    }
}

extension DeviceTimeouts {
    /// The longest time, in seconds, from the first packet to the privileged prompt, setup commands aside.
    fileprivate var untilReady: Double {
        let parts = [ssh.resolve, ssh.tcp, ssh.keyExchange, ssh.authentication, ssh.channel, prompt * 4]
        return Double(parts.reduce(.zero, +).components.seconds) + 10
    }
}

extension SSHHostKey {
    /// The key as the product stores it.
    var domainValue: HostKey {
        HostKey(algorithm: type, bytes: bytes, fingerprint: fingerprint)
    }
}
