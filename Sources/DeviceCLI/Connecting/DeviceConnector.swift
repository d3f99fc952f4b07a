public import Reactor
public import SSH
import TCP

/// Gives sessions with one device, opened for the purpose or kept by a pool, and closes them whatever happens.
public struct DeviceConnector: Sendable {
    let loop: EventLoop
    let platform: PlatformCLI
    let address: DeviceAddress
    let login: DeviceLogin
    let access: DeviceAccess
    let timeouts: DeviceTimeouts
    private let pooled: PoolUse?
    private let signedIn: (@Sendable (SSHConnection) async throws -> Void)?
    private let sessionReady: (@Sendable ([StageTime]) async -> Void)?
    private let transcript: (@Sendable (TranscriptEntry) -> Void)?

    /// A connector; `signedIn` is awaited once after each login over SSH, so that the caller can pin the key, and
    /// `sessionReady` once the session stands at the prompt of the mode that reads, before anything is done with it: with
    /// the times of the stages up to there, none when the session was kept from an earlier use.
    public init(
        loop: EventLoop, platform: PlatformCLI, address: DeviceAddress, login: DeviceLogin, access: DeviceAccess,
        timeouts: DeviceTimeouts = DeviceTimeouts(), pooled: PoolUse? = nil,
        signedIn: (@Sendable (SSHConnection) async throws -> Void)? = nil,
        sessionReady: (@Sendable ([StageTime]) async -> Void)? = nil,
        transcript: (@Sendable (TranscriptEntry) -> Void)? = nil
    ) {
        self.loop = loop
        self.platform = platform
        self.address = address
        self.login = login
        self.access = access
        self.timeouts = timeouts
        self.pooled = pooled
        self.signedIn = signedIn
        self.sessionReady = sessionReady
        self.transcript = transcript
    }

    /// Gives `body` a session that can only read; throws `DeviceError` and what `body` and `signedIn` throw.
    nonisolated(nonsending) public func withReadOnlyConnection<Result: Sendable>(
        _ body: @Sendable (ReadOnlyConnection) async throws -> Result
    ) async throws -> Result {
        try await self.withConnection(body)
    }

    /// Gives `body` a session that can configure; throws `DeviceError` and what `body` and `signedIn` throw.
    nonisolated(nonsending) public func withWritingConnection<Result: Sendable>(
        _ body: @Sendable (WritingConnection) async throws -> Result
    ) async throws -> Result {
        try await self.withConnection { device in
            let writing = WritingConnection(readOnly: device)
            do {
                let result = try await body(writing)
                await writing.dropCandidate()
                return result
            } catch {
                await writing.dropCandidate()
                throw error
            }
        }
    }

    /// Connects anew, signs in, reaches the prompt of the mode that reads, and closes; throws `DeviceError`.
    nonisolated(nonsending) public func test() async throws -> DeviceGreeting {
        let session = try await self.open()
        let stages = await session.takeStages()
        await self.sessionReady?(stages)
        let hostname = await session.device.hostname
        await session.close()
        return DeviceGreeting(hostKey: session.hostKey, hostname: hostname, stages: stages)
    }

    /// On the loop's thread, also what `body` does between its commands: two changes of threads for each of them would cost
    /// more than the commands. What computes for long belongs elsewhere.
    private func withConnection<Result: Sendable>(
        _ body: @Sendable (ReadOnlyConnection) async throws -> Result
    ) async throws -> Result {
        // The room for what stays in this module, the preference for functions of the caller's own.
        try await withTaskExecutorPreference(self.loop) {
            try await LoopRoom(loop: self.loop).run { try await self.connection(body) }
        }
    }

    private func connection<Result: Sendable>(
        _ body: @Sendable (ReadOnlyConnection) async throws -> Result
    ) async throws -> Result {
        guard let pooled = self.pooled else {
            let session = try await self.open()
            do {
                let result = try await self.use(session, body)
                await session.close()
                return result
            } catch {
                await session.close()
                throw error
            }
        }
        do {
            return try await pooled.pool.withSession(
                pooled.key(self.address, self.login, self.access), site: pooled.site, open: { try await self.open() }
            ) { session in
                await session.device.record(by: self.transcript)
                return try await self.use(session, body)
            }
        } catch let error as PoolError {
            throw DeviceError(
                error == .noneFree ? .timeout(.session) : .cancelled, address: self.address.description,
                state: "waiting for a session", expectation: "one that others give back", stage: .session)
        }
    }

    private func use<Result: Sendable>(
        _ session: PooledSession, _ body: @Sendable (ReadOnlyConnection) async throws -> Result
    ) async throws -> Result {
        await self.sessionReady?(session.takeStages())
        return try await body(ReadOnlyConnection(hostKey: session.hostKey, session: session.device))
    }

    private func open() async throws -> PooledSession {
        let arrival = try await self.connect()
        let start = ContinuousClock.now
        // Takes the device to the prompt of the mode that reads.
        do {
            let device = DeviceSession(
                transport: arrival.transport, loop: self.loop, platform: self.platform, address: self.address,
                timeouts: self.timeouts, login: self.login, record: self.transcript)
            try await device.start(self.login)
            return PooledSession(
                device: device, hostKey: arrival.hostKey, transport: arrival.transport,
                stages: arrival.stages + [StageTime(.prompt, took: .now - start)])
        } catch {
            await arrival.transport.close()
            var error = error
            error.passed = arrival.stages
            throw error
        }
    }
}

extension DeviceConnector {
    /// Connects and signs in; `window` is the size of a terminal that somebody looks at, instead of the platform's own.
    func connect(window: SSHTerminal? = nil) async throws -> Arrival {
        do {
            switch self.access {
            case .ssh(let terms): return try await self.openShell(terms, window)
            case .telnet:
                let connection = try await TCPConnection.connect(
                    to: TCPEndpoint(host: self.address.host, port: self.address.port),
                    lookup: self.timeouts.ssh.resolve, opening: self.timeouts.ssh.tcp, on: self.loop)
                let terminal = window.map(PlatformCLI.Terminal.init) ?? self.platform.terminal
                return Arrival(
                    transport: TelnetTransport(connection: connection, terminal: terminal), hostKey: nil,
                    stages: connection.stages)
            }
        } catch {
            throw self.failure(error)
        }
    }

    private func openShell(_ terms: DeviceAccess.SSHTerms, _ window: SSHTerminal?) async throws -> Arrival {
        let start = ContinuousClock.now
        let carriers = try await self.openCarriers(terms)
        var stages = carriers.isEmpty ? [] : [StageTime(.jumpHosts, took: .now - start)]
        do {
            let connection = try await self.openConnection(terms, through: carriers.first)
            stages += connection.times.map { StageTime($0) }
            try await self.signedIn?(connection)
            let terminal = self.platform.terminal
            let opening = ContinuousClock.now
            let channel = try await connection.openShell(
                window ?? SSHTerminal(type: terminal.type, width: terminal.width, height: terminal.height))
            stages.append(StageTime(.channel, took: .now - opening))
            return Arrival(
                transport: SSHTransport(connection: connection, channel: channel, carriers: carriers),
                hostKey: connection.hostKey, stages: stages)
        } catch {
            for carrier in carriers { await carrier.close() }
            guard var error = self.failure(error) as? DeviceError else { throw error }
            error.passed = stages + error.passed
            throw error
        }
    }

    /// Signs in to the jump hosts one through the other; gives them from the last to the first.
    func openCarriers(_ terms: DeviceAccess.SSHTerms) async throws -> [SSHCarrier] {
        var carriers: [SSHCarrier] = []
        do {
            for (index, hop) in terms.jumpHosts.enumerated() {
                carriers.insert(try await self.openCarrier(hop, index, through: carriers.first), at: 0)
            }
            return carriers
        } catch {
            for carrier in carriers { await carrier.close() }
            throw error
        }
    }

    private func openCarrier(_ hop: SSHEndpoint, _ index: Int, through carrier: SSHCarrier?) async throws -> SSHCarrier
    {
        do {
            return try await SSHCarrier.connect(
                to: hop, through: carrier, timeouts: self.timeouts.ssh, on: self.loop)
        } catch let error as SSHError {
            var problem = DeviceError(error, address: hop.place, state: "connecting as \(hop.username)")
            problem.jumpHost = index
            // How far it came with the jump host says nothing of the device.
            problem.passed = []
            throw problem
        }
    }

    /// Signs in to the device itself.
    func openConnection(_ terms: DeviceAccess.SSHTerms, through carrier: SSHCarrier?) async throws -> SSHConnection {
        let endpoint = SSHEndpoint(
            host: self.address.host, port: self.address.port,
            username: self.login.username + self.platform.userSuffix, login: self.login.login,
            hostKeys: terms.hostKeys, algorithms: terms.algorithms, engine: terms.engine)
        guard let carrier else {
            return try await SSHConnection.connect(to: endpoint, timeouts: self.timeouts.ssh, on: self.loop)
        }
        return try await SSHConnection.connect(to: endpoint, through: carrier, timeouts: self.timeouts.ssh)
    }

    /// What went wrong below as this module's error; what was one already, or the caller's code threw, stays as it is.
    func failure(_ problem: any Error) -> any Error {
        let (address, state) = (self.address.description, "connecting as \(self.login.username)")
        return switch problem {
        case let error as SSHError:
            DeviceError(error, address: address, state: state).asLockout(by: self.platform)
        case let error as TCPError: DeviceError(error, address: address, state: state)
        case is CancellationError: DeviceError(.cancelled, address: address, state: state)
        default: problem
        }
    }
}
