public import Reactor
public import SSH

/// Connects to one device, reaches its privileged mode, and closes the session whatever happens.
public struct DeviceConnector: Sendable {
    private let loop: EventLoop
    private let platform: PlatformCLI
    private let address: DeviceAddress
    private let login: DeviceLogin
    private let hostKeys: HostKeyExpectation
    private let algorithms: SSHAlgorithmPolicy
    private let engine: SSHEndpoint.PreferredEngine?
    private let timeouts: DeviceTimeouts
    private let signedIn: (@Sendable (SSHConnection) async throws -> Void)?
    private let sessionReady: (@Sendable () async -> Void)?
    private let transcript: (@Sendable (TranscriptEntry) -> Void)?

    /// A connector; `signedIn` is awaited once after each login, so that the caller can pin the key, and
    /// `sessionReady` once the device has shown its privileged prompt, before anything is done with the session.
    public init(
        loop: EventLoop, platform: PlatformCLI, address: DeviceAddress, login: DeviceLogin,
        hostKeys: HostKeyExpectation,
        timeouts: DeviceTimeouts = DeviceTimeouts(),
        algorithms: SSHAlgorithmPolicy = .modern, engine: SSHEndpoint.PreferredEngine? = nil,
        signedIn: (@Sendable (SSHConnection) async throws -> Void)? = nil,
        sessionReady: (@Sendable () async -> Void)? = nil,
        transcript: (@Sendable (TranscriptEntry) -> Void)? = nil
    ) {
        self.loop = loop
        self.platform = platform
        self.address = address
        self.login = login
        self.hostKeys = hostKeys
        self.timeouts = timeouts
        self.algorithms = algorithms
        self.engine = engine
        self.signedIn = signedIn
        self.sessionReady = sessionReady
        self.transcript = transcript
    }

    /// Gives `body` a session that can only read; throws `DeviceError` and what `body` and `signedIn` throw.
    public func withReadOnlyConnection<Result: Sendable>(
        _ body: @Sendable (ReadOnlyConnection) async throws -> Result
    ) async throws -> Result {
        try await self.withConnection(body)
    }

    /// Gives `body` a session that can configure; throws `DeviceError` and what `body` and `signedIn` throw.
    public func withWritingConnection<Result: Sendable>(
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

    /// Connects, signs in, reaches the privileged prompt and closes; throws `DeviceError`.
    public func test() async throws -> DeviceGreeting {
        let start = ContinuousClock.now
        let connection = try await self.connect()
        let connected = ContinuousClock.now
        return try await self.using(connection) { device in
            DeviceGreeting(
                hostKey: device.hostKey, hostname: await device.hostname(), connecting: connected - start,
                preparing: .now - connected)
        }
    }

    private func withConnection<Result: Sendable>(
        _ body: @Sendable (ReadOnlyConnection) async throws -> Result
    ) async throws -> Result {
        let connection = try await self.connect()
        return try await self.using(connection, body)
    }

    private func connect() async throws(DeviceError) -> SSHConnection {
        let state = "connecting as \(self.login.username)"
        do {
            return try await SSHConnection.connect(
                to: SSHEndpoint(
                    host: self.address.host, port: self.address.port,
                    username: self.login.username + self.platform.userSuffix, login: self.login.login,
                    hostKeys: self.hostKeys, algorithms: self.algorithms, engine: self.engine),
                timeouts: self.timeouts.ssh, on: self.loop)
        } catch let error as SSHError {
            let failure = DeviceError(error, address: self.address.description, state: state)
            throw failure.asLockout(by: self.platform)
        } catch {
            throw DeviceError(.cancelled, address: self.address.description, state: state)
        }
    }

    private func using<Result: Sendable>(
        _ connection: SSHConnection, _ body: @Sendable (ReadOnlyConnection) async throws -> Result
    ) async throws -> Result {
        do {
            try await self.signedIn?(connection)
            let session = try await self.openSession(connection)
            try await session.start(self.login)
            await self.sessionReady?()
            let result = try await body(ReadOnlyConnection(hostKey: connection.hostKey, session: session))
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }

    private func openSession(_ connection: SSHConnection) async throws(DeviceError) -> DeviceSession {
        let terminal = self.platform.terminal
        do {
            let shell = try await connection.openShell(
                SSHTerminal(type: terminal.type, width: terminal.width, height: terminal.height))
            return DeviceSession(
                shell: shell, loop: self.loop, platform: self.platform, address: self.address, timeouts: self.timeouts,
                secrets: self.login.secrets, record: self.transcript)
        } catch let error as SSHError {
            throw DeviceError(error, address: self.address.description, state: "opening the shell")
        } catch {
            throw DeviceError(.cancelled, address: self.address.description, state: "opening the shell")
        }
    }
}
