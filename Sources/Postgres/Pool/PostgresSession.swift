/// One connection for one user without a transaction around it: for advisory locks, CREATE DATABASE, scripts.
///
/// The connection is ended afterwards, so nothing that was set on it reaches anyone else.
public final class PostgresSession: PostgresQueryable {
    let connection: PostgresConnection
    let limit: Duration

    init(_ connection: PostgresConnection, limit: Duration) {
        self.connection = connection
        self.limit = limit
    }

    /// Runs a statement and gives back its rows.
    public func rows(_ sql: SQL) async throws(PostgresError) -> [Row] {
        try await run(StatementRequest(sql)).rows
    }

    /// Runs a statement and gives back how many rows it affected.
    @discardableResult
    public func execute(_ sql: SQL) async throws(PostgresError) -> Int {
        try await run(StatementRequest(sql)).affectedRows
    }

    /// Runs a text of several statements, which comes from a file of the program, never from outside.
    public func script(_ text: String, named name: String? = nil) async throws(PostgresError) {
        _ = try await run(StatementRequest(script: text, name: name))
    }

    /// Whether a transaction is open on the connection.
    var isInTransaction: Bool {
        get async { await connection.isInTransaction }
    }

    private func run(_ request: StatementRequest) async throws(PostgresError) -> PostgresResult {
        try await connection.run(request, until: .now + limit + .seconds(5))
    }
}
