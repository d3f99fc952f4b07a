import Logging
import Reactor

extension ConnectionPool {
    /// Opens connections for those who wait, within the limit.
    func grow() {
        // While the server is away a single attempt at a time is enough.
        let attempts = lastFailure == nil ? waiters.count : min(1, waiters.count)
        while !isClosed, openings.count < attempts, members.count + openings.count < limit { open() }
    }

    func open() {
        let ticket = makeTicket()
        openings[ticket] = Task {
            await keepOpening()
            openings[ticket] = nil
            serve()
        }
    }

    /// Tries to connect until it succeeds, nobody waits any more, or trying again cannot help.
    private func keepOpening() async {
        var pause = Duration.milliseconds(50)
        while !isClosed {
            do throws(PostgresError) {
                let connection = try await PostgresConnection.open(configuration, on: loop, as: role)
                if isClosed { return await connection.close() }
                if lastFailure != nil { logger?.notice("The database is reachable again") }
                lastFailure = nil
                members.append(PoolMember(connection, age: configuration.maxConnectionAge, now: .now))
                return scheduleUpkeep()
            } catch {
                if error.code == .cancelled { return }
                if lastFailure == nil { logger?.warning("\(error.debugDescription)") }
                lastFailure = error
                if error.isPermanentConnectionFailure { return failAll(error) }
            }
            guard !waiters.isEmpty, (try? await loop.sleep(until: .now + pause)) != nil, !waiters.isEmpty else {
                return
            }
            pause = min(pause * 2, .seconds(1))
        }
    }

    private func failAll(_ error: PostgresError) {
        for waiter in waiters { fail(waiter.ticket, error) }
    }
}
