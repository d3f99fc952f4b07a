public import Reactor

/// A signed-in SSH connection; one task uses it at a time.
public struct SSHConnection: Sendable {
    /// The key that the server offered, and proved to own.
    public let hostKey: SSHHostKey
    private let session: SSHSession
    private let timeouts: SSHTimeouts

    /// Connects and signs in on `loop`; throws `SSHError`, or `CancellationError` within a second of the cancellation.
    public static func connect(
        to host: String, port: UInt16 = 22, username: String, login: SSHLogin, hostKeys: HostKeyExpectation,
        timeouts: SSHTimeouts = SSHTimeouts(), on loop: EventLoop
    ) async throws -> SSHConnection {
        let place = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        let session = SSHSession(loop: loop, place: place)
        let key = try await session.exclusively { session in
            try await session.connect(
                host: host, port: port, username: username, login: login, hostKeys: hostKeys, timeouts: timeouts)
        }
        return SSHConnection(hostKey: key, session: session, timeouts: timeouts)
    }

    /// Opens the shell of this connection.
    public func openShell(_ terminal: SSHTerminal = SSHTerminal()) async throws -> SSHShell {
        let deadline = ContinuousClock.now + self.timeouts.channel
        try await self.session.exclusively { try await $0.openShell(terminal, until: deadline) }
        return SSHShell(session: self.session)
    }

    /// Says goodbye for at most one second and frees the connection; a second call does nothing.
    public func close() async {
        await self.session.close(until: .now + .seconds(1))
    }
}
