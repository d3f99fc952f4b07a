import Reactor

extension ConnectionPool {
    /// How often a statement that was certainly not applied is given to another connection.
    private static let attempts = 3

    /// Runs one statement on a lent connection; repeats it only when it certainly had no effect.
    nonisolated func run(_ request: StatementRequest) async throws(PostgresError) -> PostgresResult {
        if Task.isCancelled { throw .cancelled(request.name) }
        let limit = configuration.statementTimeout + configuration.waitTimeout
        let statement = PendingStatement(request, until: .now + limit, pool: self)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                statement.continuation = continuation
                loop.enter { self.assumeIsolated { $0.submit(statement) } }
            }
        } onCancel: {
            loop.perform { self.assumeIsolated { $0.abandon(statement) } }
        }
        return try outcome.get()
    }

    /// Gives a statement to a connection, or puts it in the line.
    private func submit(_ statement: PendingStatement) {
        statement.attempts += 1
        if isClosed {
            // Not tried again, whatever the reason was that brought it here.
            statement.attempts = Self.attempts
            statement.answer(.failure(.closed))
        } else if waiters.isEmpty, let connection = lend() {
            connection.assumeIsolated { $0.submit(statement) }
        } else {
            statement.ticket = makeTicket()
            line(up: .statement(statement), ticket: statement.ticket, until: .now + configuration.waitTimeout)
        }
    }

    /// Ends a statement whose task was cancelled, wherever it is.
    private func abandon(_ statement: PendingStatement) {
        let error = PostgresError.cancelled(statement.request.name)
        if let connection = statement.connection {
            connection.assumeIsolated { $0.abandon(statement, error) }
        } else {
            statement.isGivenUp = true
            fail(statement.ticket, error)
        }
    }

    /// Hears how a statement ended before its caller does, and takes its connection back; true when it tries again.
    func takeBack(_ statement: PendingStatement, _ outcome: PendingStatement.Outcome) -> Bool {
        if let connection = statement.connection {
            statement.connection = nil
            release(connection)
        }
        // Twice under way when a connection was lost: the statement itself may be what ends them.
        guard case .failure(let error) = outcome, error.code == .connectionLost, statement.attempts < Self.attempts,
            statement.losses < 2
        else { return false }
        statement.prepareToResend()
        submit(statement)
        return true
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
