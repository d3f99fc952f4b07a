public import Reactor
public import SSH

/// Gives NETCONF sessions with one device and ends them whatever happens.
public struct NETCONFConnector: Sendable {
    private let access: NETCONFAccess
    private let loop: EventLoop
    private let signedIn: (@Sendable (SSHConnection) async throws -> Void)?

    /// A connector; `signedIn` is awaited once after each login, so that the caller can pin the key.
    public init(
        _ access: NETCONFAccess, on loop: EventLoop, signedIn: (@Sendable (SSHConnection) async throws -> Void)? = nil
    ) {
        self.access = access
        self.loop = loop
        self.signedIn = signedIn
    }

    /// Gives `body` a session that can only read; throws `NETCONFError`, and what `body` and `signedIn` throw.
    nonisolated(nonsending) public func withReader<Result: Sendable>(
        _ body: (NETCONFReader) async throws -> Result
    ) async throws -> Result {
        try await self.withSession { try await body(NETCONFReader(session: $0)) }
    }

    /// Gives `body` a session that can write; afterwards edits of the candidate that are not committed are dropped.
    ///
    /// A confirmed commit without a persist id is taken back by the device as soon as this returns (RFC 6241 section 8.4.1).
    nonisolated(nonsending) public func withWriter<Result: Sendable>(
        _ body: (NETCONFWriter) async throws -> Result
    ) async throws -> Result {
        try await self.withSession { session in
            let writer = NETCONFWriter(reader: NETCONFReader(session: session))
            do {
                let result = try await body(writer)
                await writer.giveBack()
                return result
            } catch {
                await writer.giveBack()
                throw error
            }
        }
    }

    private nonisolated(nonsending) func withSession<Result: Sendable>(
        _ body: (NETCONFSession) async throws -> Result
    ) async throws -> Result {
        try await self.withCarrier { carrier in
            let connection = try await self.connect(through: carrier)
            do {
                try await self.signedIn?(connection)
                let channel = try await self.open(connection)
                let session = try await NETCONFSession.greet(self.access, on: channel, loop: self.loop)
                do {
                    let result = try await body(session)
                    await session.end()
                    await connection.close()
                    return result
                } catch {
                    await session.end()
                    throw error
                }
            } catch {
                await connection.close()
                throw error
            }
        }
    }

    /// Signs in to the jump hosts one through the other, and leaves them in the end.
    private nonisolated(nonsending) func withCarrier<Result: Sendable>(
        _ body: (SSHCarrier?) async throws -> Result
    ) async throws -> Result {
        var carriers: [SSHCarrier] = []
        do {
            for hop in self.access.jumpHosts {
                do {
                    carriers.append(
                        try await SSHCarrier.connect(
                            to: hop, through: carriers.last, timeouts: self.access.timeouts.ssh, on: self.loop))
                } catch {
                    throw self.failure(error)
                }
            }
            let result = try await body(carriers.last)
            for carrier in carriers.reversed() { await carrier.close() }
            return result
        } catch {
            for carrier in carriers.reversed() { await carrier.close() }
            throw error
        }
    }

    private nonisolated(nonsending) func connect(through carrier: SSHCarrier?) async throws -> SSHConnection {
        do {
            guard let carrier else {
                return try await SSHConnection.connect(
                    to: self.access.endpoint, timeouts: self.access.timeouts.ssh, on: self.loop)
            }
            return try await SSHConnection.connect(
                to: self.access.endpoint, through: carrier, timeouts: self.access.timeouts.ssh)
        } catch {
            throw self.failure(error)
        }
    }

    private nonisolated(nonsending) func open(_ connection: SSHConnection) async throws -> SSHChannel {
        do {
            return try await connection.open(.subsystem("netconf"))
        } catch let error as SSHError where error.code == .protocolError {
            throw NETCONFError(.noNETCONF, self.access.endpoint.place, error.debugDescription)
        } catch {
            throw self.failure(error)
        }
    }

    private func failure(_ problem: any Error) -> any Error {
        switch problem {
        case let error as SSHError: NETCONFError(.connection(error.code), error.address, error.debugDescription)
        case is CancellationError: NETCONFError(.cancelled(operation: "connect"), self.access.endpoint.place)
        default: problem
        }
    }
}
