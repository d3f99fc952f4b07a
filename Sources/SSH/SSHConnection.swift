public import Reactor
import TCP

/// A signed-in SSH connection; one task uses it at a time.
public struct SSHConnection: Sendable {
    /// The key that the server offered, and proved to own.
    public let hostKey: SSHHostKey
    /// The library that carries the connection.
    public let engine: SSHEngineKind
    /// Why it is this one.
    public let engineReason: EngineReason
    /// What both sides agreed on.
    public let algorithms: NegotiatedAlgorithms
    /// Everything the server offered; nil when that could not be read.
    public let offer: ServerOffer?
    /// How long each stage up to the login took, in order; what a jump host does for us counts as `tcp`.
    public let times: [SSHStageTime]
    let session: SSHSession
    let timeouts: SSHTimeouts

    /// The loop on whose thread the connection is used without a change of threads.
    public var loop: EventLoop { self.session.loop }
    /// The server's address and port, an IPv6 address in brackets.
    public var place: String { self.session.place }

    /// Connects and signs in on `loop`; throws `SSHError`, or `CancellationError` within a second of the cancellation.
    nonisolated(nonsending) public static func connect(
        to endpoint: SSHEndpoint, timeouts: SSHTimeouts = SSHTimeouts(), on loop: EventLoop
    )
        async throws -> SSHConnection
    {
        try await self.connect(to: endpoint, timeouts: timeouts, on: loop) {
            do {
                return DialedSocket(
                    try await TCPEndpoint(host: endpoint.host, port: endpoint.port).connect(
                        lookup: timeouts.resolve, opening: timeouts.tcp, on: loop))
            } catch let error as TCPError {
                throw SSHError(error)
            }
        }
    }

    static func connect(
        to endpoint: SSHEndpoint, timeouts: SSHTimeouts, on loop: EventLoop,
        dial: @escaping @Sendable () async throws -> DialedSocket
    ) async throws -> SSHConnection {
        let session = SSHSession(loop: loop, place: endpoint.place)
        let welcome = try await session.exclusively { session in
            try await session.connect(endpoint, timeouts: timeouts, dial: dial)
        }
        return SSHConnection(
            hostKey: welcome.hostKey, engine: welcome.engine, engineReason: welcome.reason,
            algorithms: welcome.algorithms, offer: welcome.offer, times: welcome.times, session: session,
            timeouts: timeouts)
    }

    /// Opens a shell with a pseudo terminal.
    nonisolated(nonsending) public func openShell(_ terminal: SSHTerminal = SSHTerminal()) async throws -> SSHChannel {
        try await self.open(.shell, terminal: terminal)
    }

    /// Starts a program in a channel of its own; `variables` are passed on as far as the server lets them in.
    ///
    /// A program that the server refuses is an error (`protocolError`) that leaves the connection open.
    nonisolated(nonsending) public func open(
        _ program: SSHProgram, terminal: SSHTerminal? = nil, variables: [String: String] = [:]
    )
        async throws -> SSHChannel
    {
        let deadline = ContinuousClock.now + self.timeouts.channel
        let box = try await self.session.exclusively {
            try await $0.open(program, terminal, variables: variables, until: deadline)
        }.get()
        return SSHChannel(session: self.session, box: box)
    }

    /// Says «still here», so that neither side nor a firewall between gives an idle connection up.
    nonisolated(nonsending) public func keepAlive(within limit: Duration = .seconds(10)) async throws {
        let deadline = ContinuousClock.now + limit
        _ = try await self.session.exclusively { session in
            try await session.repeating(.transfer, until: deadline) { $0.sendKeepAlive() }
        }
    }

    /// Says goodbye for at most one second and frees the connection; a second call does nothing.
    nonisolated(nonsending) public func close() async {
        await self.session.close(until: .now + .seconds(1))
    }
}
