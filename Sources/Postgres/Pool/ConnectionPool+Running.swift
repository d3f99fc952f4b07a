import Reactor

extension ConnectionPool {
    /// How often a statement that was certainly not applied is given to another connection.
    private static let attempts = 3

    /// Runs one statement on a lent connection; repeats it only when it certainly had no effect.
    func run(_ request: StatementRequest) async throws(PostgresError) -> PostgresResult {
        let deadline = ContinuousClock.now + configuration.waitTimeout
        var attempt = 1
        while true {
            let connection = try await acquire(until: deadline, for: request)
            do {
                let limit = configuration.statementTimeout + configuration.waitTimeout
                let result = try await connection.run(request, until: .now + limit)
                release(connection)
                return result
            } catch {
                release(connection)
                guard error.code == .connectionLost, attempt < Self.attempts else { throw error }
                attempt += 1
            }
        }
    }

    /// Lends a connection on which `BEGIN` has succeeded.
    func begin(_ request: StatementRequest) async throws(PostgresError) -> PostgresConnection {
        let deadline = ContinuousClock.now + configuration.waitTimeout
        var attempt = 1
        while true {
            let connection = try await acquire(until: deadline, for: request)
            do {
                _ = try await connection.run(request, until: .now + configuration.connectTimeout)
                return connection
            } catch {
                await connection.close()
                release(connection)
                // Nothing happened yet in a transaction that did not begin, so a stale connection is simply replaced.
                let isLost = error.code == .connectionLost || error.code == .outcomeUnknown
                guard isLost else { throw error }
                guard attempt < Self.attempts else { throw error.withoutEffect }
                attempt += 1
            }
        }
    }

    private func acquire(
        until deadline: ContinuousClock.Instant, for request: StatementRequest
    ) async throws(PostgresError) -> PostgresConnection {
        do {
            return try await acquire(until: deadline)
        } catch {
            throw error.naming(request.name)
        }
    }
}

extension PostgresError {
    /// A lost connection whose transaction cannot have been committed.
    var withoutEffect: PostgresError {
        guard code == .outcomeUnknown else { return self }
        return changing(
            to: .connectionLost, "The connection to the database was lost; nothing was changed, so try again")
    }
}
