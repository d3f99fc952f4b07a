import Synchronization

/// One open transaction; valid until the closure that received it returns.
public final class PostgresTransaction: PostgresQueryable {
    private struct State {
        var isOver = false
        var cursors = 0
        var firstFailure: PostgresError?
    }

    let connection: PostgresConnection
    let configuration: PostgresConfiguration
    private let state = Mutex(State())

    init(_ connection: PostgresConnection, _ configuration: PostgresConfiguration) {
        self.connection = connection
        self.configuration = configuration
    }

    /// Runs a statement of the transaction and gives back its rows.
    public func rows(_ sql: SQL) async throws(PostgresError) -> [Row] {
        try await run(sql).rows
    }

    /// Runs a statement of the transaction and gives back how many rows it affected.
    @discardableResult
    public func execute(_ sql: SQL) async throws(PostgresError) -> Int {
        try await run(sql).affectedRows
    }

    private func run(_ sql: SQL) async throws(PostgresError) -> PostgresResult {
        try await run(StatementRequest(sql))
    }

    /// A name that no cursor of the transaction has yet.
    func makeCursorName() -> String {
        state.withLock { state in
            state.cursors += 1
            return "stream_\(state.cursors)"
        }
    }

    func run(_ request: StatementRequest) async throws(PostgresError) -> PostgresResult {
        try check(request)
        do {
            return try await connection.run(request, until: .now + configuration.statementTimeout + .seconds(5))
        } catch {
            throw note(error)
        }
    }

    /// Refuses what may not be sent here.
    func check(_ request: StatementRequest) throws(PostgresError) {
        if state.withLock({ $0.isOver }) {
            throw .misuse("The transaction is over", request.name)
        }
        if request.endsTransaction {
            throw .misuse("A transaction ends with its closure, not by a statement", request.name)
        }
    }

    /// Remembers why the transaction cannot be committed.
    func note(_ error: PostgresError) -> PostgresError {
        // The server rolls back what was not committed, so even a lost connection leaves no doubt.
        let failure = error.withoutEffect
        state.withLock { if $0.firstFailure == nil { $0.firstFailure = failure } }
        return failure
    }

    /// Commits; a cancelled task rolls back instead, as long as COMMIT was not sent.
    func commit() async throws(PostgresError) {
        let failure = state.withLock { state in
            state.isOver = true
            return state.firstFailure
        }
        if Task.isCancelled { throw .cancelled("COMMIT") }
        let limit = configuration.statementTimeout + .seconds(5)
        let result = try await connection.run(.init("-- COMMIT\nCOMMIT"), until: .now + limit, isCancellable: false)
        // After a failed statement the server answers COMMIT with a rollback: whoever swallowed the error learns it here.
        guard result.command == "COMMIT" else {
            throw failure ?? .misuse("The transaction was rolled back after a failed statement", nil)
        }
    }

    /// Rolls back if need be; a connection that does not come clean within a second is ended, which rolls back too.
    func rollBack() async {
        state.withLock { $0.isOver = true }
        if await connection.isIdle { return }
        do {
            _ = try await connection.run(.init("ROLLBACK"), until: .now + .seconds(1), isCancellable: false)
        } catch {
            // Whatever it was: the state of the connection is judged below.
        }
        if await !connection.isIdle { await connection.close() }
    }
}
