import CPQ
import Reactor

extension PostgresConnection {
    /// Connects on the loop within the configured time.
    static func open(
        _ configuration: PostgresConfiguration, on loop: EventLoop, as role: ConnectionRole, events: Events = Events()
    ) async throws(PostgresError) -> PostgresConnection {
        let handle = try await handshake(configuration, on: loop)
        let connection = PostgresConnection(
            handle, on: loop, as: role, preparedLimit: configuration.preparedStatements, events: events)
        try await connection.begin(configuration)
        return connection
    }

    /// Connects to the first server of the address that answers and is of the wanted kind.
    ///
    /// libpq goes to the next server only when one refuses, so those behind a silent one are tried one by one.
    private static func handshake(
        _ configuration: PostgresConfiguration, on loop: EventLoop
    ) async throws(PostgresError) -> ConnectionHandle {
        let servers = configuration.servers
        var failure: PostgresError
        do throws(PostgresError) {
            return try await handshake(configuration, [], on: loop)
        } catch {
            guard servers.count > 1, error.wasSilence else { throw error }
            failure = error
        }
        for server in servers {
            do throws(PostgresError) {
                return try await handshake(configuration, server, on: loop)
            } catch {
                if error.code == .cancelled { throw error }
                failure = error
            }
        }
        throw failure
    }

    private static func handshake(
        _ configuration: PostgresConfiguration, _ server: [(keyword: String, value: String)], on loop: EventLoop
    ) async throws(PostgresError) -> ConnectionHandle {
        let deadline = ContinuousClock.now + configuration.connectTimeout
        let handle = try await ConnectionHandle.start(configuration, on: server)
        try await handshake(handle, on: loop, until: deadline)
        return handle
    }

    /// Does what libpq asks for until it is connected; libpq may change the socket between two steps.
    private static func handshake(
        _ handle: ConnectionHandle, on loop: EventLoop, until deadline: ContinuousClock.Instant
    ) async throws(PostgresError) {
        guard PQstatus(handle.pointer) != CONNECTION_BAD else { throw .connecting(handle.message) }
        var next = PGRES_POLLING_WRITING
        while next != PGRES_POLLING_OK {
            do throws(ReactorError) {
                switch next {
                case PGRES_POLLING_READING:
                    try await loop.wait(for: .readable, on: PQsocket(handle.pointer), until: deadline)
                case PGRES_POLLING_WRITING:
                    try await loop.wait(for: .writable, on: PQsocket(handle.pointer), until: deadline)
                default: throw .forgotten
                }
            } catch .timedOut {
                throw .connecting("\(PostgresError.silence). \(handle.message)")
            } catch .cancelled {
                throw .cancelled(nil)
            } catch {
                throw .connecting(handle.message)
            }
            next = PQconnectPoll(handle.pointer)
        }
    }
}

extension PostgresError {
    fileprivate static let silence = "timeout expired"

    /// Whether a server did not answer in the time for connecting.
    fileprivate var wasSilence: Bool { detail.hasPrefix(Self.silence) }
}
