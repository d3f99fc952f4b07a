import CPQ
import Reactor

extension PostgresConnection {
    /// Connects on the loop within the configured time.
    static func open(
        _ configuration: PostgresConfiguration, on loop: EventLoop, as role: ConnectionRole, events: Events = Events()
    ) async throws(PostgresError) -> PostgresConnection {
        let deadline = ContinuousClock.now + configuration.connectTimeout
        let handle = try await ConnectionHandle.start(configuration)
        try await handshake(handle, on: loop, until: deadline)
        let connection = PostgresConnection(
            handle, on: loop, as: role, preparedLimit: configuration.preparedStatements, events: events)
        try await connection.begin(configuration)
        return connection
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
                throw .connecting("timeout expired. \(handle.message)")
            } catch .cancelled {
                throw .cancelled(nil)
            } catch {
                throw .connecting(handle.message)
            }
            next = PQconnectPoll(handle.pointer)
        }
    }
}
