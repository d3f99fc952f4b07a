import Domain
public import Postgres

/// The database as the services see it: transactions, notifications, and single statements through repositories.
public final class Database: PostgresQueryable, Sendable {
    /// How often something is tried that failed without having applied anything.
    private static let attempts = 3

    private let pool: PostgresPool
    /// Jobs that are enqueued by themselves, outside of any transaction.
    let enqueuing = BatchCollector<NewJob, Result<Job.ID, Problem>>(limit: 500)

    /// A database over a pool of connections; opens nothing.
    public init(pool: PostgresPool) {
        self.pool = pool
    }

    /// Runs `body` in one transaction, again (3 times in all) after a deadlock, a serialization failure or a lost connection.
    ///
    /// So the body must touch nothing but the database. Database errors come out as `Problem`; others are rethrown.
    public func transaction<T: Sendable>(_ body: (any PostgresQueryable) async throws -> T) async throws -> T {
        for _ in 1..<Self.attempts {
            do {
                return try await runOnce(body)
            } catch let problem as Problem where problem.isWorthRepeating {
                try await pauseBeforeRepeating()
            }
        }
        return try await runOnce(body)
    }

    /// What is notified on these channels, from the moment the first element arrives.
    public func notifications(on channels: [String]) -> DatabaseNotifications {
        DatabaseNotifications(base: pool.notifications(on: channels))
    }

    /// Runs one statement, again when it failed without having applied anything.
    public func rows(_ sql: SQL) async throws(PostgresError) -> [Row] {
        for _ in 1..<Self.attempts {
            do throws(PostgresError) {
                return try await pool.rows(sql)
            } catch {
                guard error.isWorthRepeating else { throw error }
            }
        }
        return try await pool.rows(sql)
    }

    /// Runs one statement that changes nothing; the pool sends it again by itself when a connection is lost.
    public func read(_ sql: SQL) async throws(PostgresError) -> [Row] {
        try await pool.read(sql)
    }

    /// Runs one statement as `rows` does; the answer is the number of rows it touched.
    @discardableResult
    public func execute(_ sql: SQL) async throws(PostgresError) -> Int {
        for _ in 1..<Self.attempts {
            do throws(PostgresError) {
                return try await pool.execute(sql)
            } catch {
                guard error.isWorthRepeating else { throw error }
            }
        }
        return try await pool.execute(sql)
    }

    private func runOnce<T: Sendable>(_ body: (any PostgresQueryable) async throws -> T) async throws -> T {
        do {
            return try await pool.transaction { transaction in try await body(transaction) }
        } catch let error as PostgresError {
            throw Problem(error)
        }
    }

    /// Two transactions that stood in each other's way would meet again if both began at once.
    private func pauseBeforeRepeating() async throws {
        try await Task.sleep(for: .milliseconds(Int.random(in: 5...50)))
    }
}
