extension PostgresPool {
    /// Runs `body` in a transaction: commits when it returns, rolls back and rethrows when it throws or the task is cancelled.
    ///
    /// `body` runs once. When COMMIT itself got no answer the error is `.outcomeUnknown`; all others mean that nothing was changed.
    @discardableResult
    public func transaction<T>(
        _ level: IsolationLevel = .readCommitted, isolation: isolated (any Actor)? = #isolation,
        _ body: (PostgresTransaction) async throws -> T
    ) async throws -> T {
        let connection = try await exclusive.begin(StatementRequest(level.begin))
        let transaction = PostgresTransaction(connection, configuration)
        do {
            let value = try await body(transaction)
            try await transaction.commit()
            await exclusive.release(connection)
            return value
        } catch {
            await transaction.rollBack()
            await exclusive.release(connection)
            throw error
        }
    }

    /// Lends `body` a connection of its own; `statementTimeout` replaces the configured one.
    @discardableResult
    public func session<T>(
        statementTimeout: Duration? = nil, isolation: isolated (any Actor)? = #isolation,
        _ body: (PostgresSession) async throws -> T
    ) async throws -> T {
        let limit = statementTimeout ?? configuration.statementTimeout
        let preparing = StatementRequest(script: "SET statement_timeout = \(limit.milliseconds)", name: nil)
        let connection = try await exclusive.begin(preparing)
        do {
            let value = try await body(PostgresSession(connection, limit: limit))
            await connection.close()
            await exclusive.release(connection)
            return value
        } catch {
            await connection.close()
            await exclusive.release(connection)
            throw error
        }
    }
}
