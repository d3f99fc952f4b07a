/// Who may run a COPY: a transaction or a session, since both have a connection of their own.
protocol CopyHost: Sendable {
    var connection: PostgresConnection { get }
    /// How long one statement may run here.
    var statementLimit: Duration { get }
    /// Whether settings end with the transaction.
    var hasTransaction: Bool { get }
    /// Refuses what may not be sent here.
    func check(_ request: StatementRequest) throws(PostgresError)
    /// Remembers a failure, and says what it means here.
    func note(_ error: PostgresError) -> PostgresError
}

extension PostgresTransaction: CopyHost {
    var statementLimit: Duration { configuration.statementTimeout }
    var hasTransaction: Bool { true }

    /// Moves many rows by COPY; `limit` replaces the time that a statement may take.
    public func copy(limit: Duration? = nil) -> PostgresCopy {
        PostgresCopy(host: self, limit: limit)
    }
}

extension PostgresSession: CopyHost {
    var statementLimit: Duration { limit }
    var hasTransaction: Bool { false }

    func check(_ request: StatementRequest) throws(PostgresError) {}

    func note(_ error: PostgresError) -> PostgresError { error }

    /// Moves many rows by COPY, which commits by itself; `limit` replaces the time that a statement may take.
    public func copy(limit: Duration? = nil) -> PostgresCopy {
        PostgresCopy(host: self, limit: limit)
    }
}
