import Postgres
import Reactor
import TestSupport

/// Lends a pool on a fresh database, and closes and drops both afterwards.
func withPool<T: Sendable>(
    maxConnections: Int = 8, statementTimeout: Duration = .seconds(60), waitTimeout: Duration = .seconds(60),
    _ body: (PostgresPool) async throws -> T
) async throws -> T {
    try await TestDatabase.with { database in
        let pool = database.pool(
            maxConnections: maxConnections, statementTimeout: statementTimeout, waitTimeout: waitTimeout)
        do {
            let value = try await body(pool)
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }
}

/// The error that `body` throws; nil when it throws none.
func postgresError<T>(_ body: () async throws -> T) async throws -> PostgresError? {
    do {
        _ = try await body()
        return nil
    } catch let error as PostgresError {
        return error
    }
}

/// Waits until the database shows something; asks it again and again, for at most a minute.
func eventually(
    _ what: String, _ pool: some PostgresQueryable, _ condition: SQL
) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
        if try await pool.rows("SELECT \(condition) AS holds").first?.decode("holds", as: Bool.self) == true { return }
        try await TestDatabase.loop.sleep(until: .now + .milliseconds(5))
    }
    throw NeverHappened(what: what)
}

struct NeverHappened: Error {
    let what: String
}

extension PostgresQueryable {
    /// The only value of a statement.
    func value<T: PostgresDecodable>(_ sql: SQL, as type: T.Type = T.self) async throws -> T {
        guard let row = try await rows(sql).first, let column = row.columns.first else {
            throw NeverHappened(what: "a row")
        }
        return try row.decode(column)
    }
}
