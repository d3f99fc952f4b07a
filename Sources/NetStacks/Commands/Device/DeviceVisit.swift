import ArgumentParser
import DeviceCLI
import NETCONF
import Reactor
import SSH
import Services

/// Everything that is settled before the login is sent: trusted host keys, secrets, the way.
struct DeviceVisit: Sendable {
    let loop: EventLoop
    let address: DeviceAddress
    let login: DeviceLogin
    let access: DeviceAccess
    let timeouts: DeviceTimeouts

    /// Looks at hosts whose keys are not known yet, and asks what has to be asked.
    static func prepare(
        _ options: DeviceOptions, at place: DeviceAddress? = nil, on loop: EventLoop
    ) async throws -> DeviceVisit {
        let timeouts = options.timeouts
        let trust = HostKeyTrust(file: options.hostKeys, acceptsNew: options.acceptNew)
        let platform = try PlatformCLI.unfamiliar()
        func looking(at address: DeviceAddress, _ access: DeviceAccess) async throws -> DeviceLook {
            let nobody = DeviceLogin(username: options.user, login: .password(""))
            return try await DeviceConnector(
                loop: loop, platform: platform, address: address, login: nobody, access: access, timeouts: timeouts
            ).look()
        }
        var hops: [SSHEndpoint] = []
        for jump in options.jump {
            let way = DeviceAccess.ssh(hostKeys: .pinned([]), jumpHosts: hops)
            let keys = try await trust.keys(of: jump.address) { try await looking(at: jump.address, way).hostKey }
            let login = try options.login.jumpProof(of: "\(jump.username)@\(jump.address)")
            hops.append(
                SSHEndpoint(
                    host: jump.address.host, port: jump.address.port, username: jump.username, login: login,
                    hostKeys: .pinned(keys)))
        }
        let place = place ?? options.place
        var access = DeviceAccess.telnet
        if !options.telnet {
            access = .ssh(
                hostKeys: .pinned([]), algorithms: options.allowLegacy ? .legacy : .modern,
                engine: options.engine.map { .only($0.kind) }, jumpHosts: hops)
            let keys = try await trust.keys(of: place) { [access] in try await looking(at: place, access).hostKey }
            if case .ssh(var terms) = access {
                terms.hostKeys = .pinned(keys)
                access = .ssh(terms)
            }
        }
        let who = "\(options.user)@\(place)"
        let login = DeviceLogin(
            username: options.user, login: try options.login.proof(of: who),
            enablePassword: try options.login.enablePassword(of: who))
        return DeviceVisit(loop: loop, address: place, login: login, access: access, timeouts: timeouts)
    }

    /// A connector for one platform.
    func connector(
        _ platform: PlatformCLI, signedIn: (@Sendable (SSHConnection) async throws -> Void)? = nil,
        sessionReady: (@Sendable ([StageTime]) async -> Void)? = nil, recorder: Recorder? = nil
    ) -> DeviceConnector {
        let transcript: (@Sendable (TranscriptEntry) -> Void)? =
            if let recorder { { entry in recorder.add(entry) } } else { nil }
        return DeviceConnector(
            loop: loop, platform: platform, address: address, login: login, access: access, timeouts: timeouts,
            signedIn: signedIn, sessionReady: sessionReady, transcript: transcript)
    }

    /// A connector for the device's NETCONF, which goes over SSH only.
    func netconf() throws -> NETCONFConnector {
        guard case .ssh(let terms) = access else { throw ValidationError("NETCONF goes over SSH. Leave --telnet out.") }
        let usual = NETCONFTimeouts()
        return NETCONFConnector(
            NETCONFAccess(
                host: address.host, port: address.port, username: login.username, login: login.login,
                hostKeys: terms.hostKeys, algorithms: terms.algorithms, engine: terms.engine,
                jumpHosts: terms.jumpHosts,
                timeouts: NETCONFTimeouts(
                    ssh: timeouts.ssh, hello: max(timeouts.prompt, usual.hello),
                    operation: max(timeouts.silence, usual.operation))), on: loop)
    }

    /// Gives `body` a signed-in connection of its own, which goes over SSH only.
    func withConnection<Result: Sendable>(
        _ body: @Sendable (SSHConnection) async throws -> Result
    ) async throws -> Result {
        guard case .ssh(let terms) = access else { throw ValidationError("This goes over SSH. Leave --telnet out.") }
        let endpoint = SSHEndpoint(
            host: address.host, port: address.port, username: login.username, login: login.login,
            hostKeys: terms.hostKeys, algorithms: terms.algorithms, engine: terms.engine)
        return try await SSHConnection.withConnection(
            to: endpoint, through: terms.jumpHosts, timeouts: timeouts.ssh, on: loop, body)
    }

    /// Finds out the platform with a login of its own.
    func detect(among catalogue: PlatformCatalogue) async throws -> PlatformDetection.Finding {
        try await PlatformDetection(
            loop: loop, platforms: catalogue.platforms.map(\.description), address: address, login: login,
            access: access, timeouts: timeouts
        ).run()
    }
}
