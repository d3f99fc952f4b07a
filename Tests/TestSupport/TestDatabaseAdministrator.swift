import Foundation
import Postgres

/// Creates and drops databases on the tests' server, which it starts at the first use.
actor TestDatabaseAdministrator {
    static let shared = TestDatabaseAdministrator()

    private var lastNumber = 0
    private var pool: Task<PostgresPool, any Error>?
    private var server: Task<TestDatabaseServer, any Error>?
    private let given = ProcessInfo.processInfo.environment["NETSTACKS_TEST_DATABASE_URL"]

    func freshName() -> String {
        lastNumber += 1
        return "netstacks_test_\(getpid())_\(lastNumber)"
    }

    /// The address of a database on the server.
    func url(of database: String) async throws -> String {
        guard let given else { return try await startedServer().url(database: database) }
        // In key=value form the last word counts; in a URL the path is the name.
        guard var parts = URLComponents(string: given), given.contains("://") else {
            return "\(given) dbname=\(database)"
        }
        parts.path = "/" + database
        return parts.string ?? given
    }

    /// Runs one statement as the superuser. All tests ask at once, so that on a busy machine some wait for minutes.
    func run(_ statement: String) async throws {
        let pool = try await startedPool()
        try await pool.session(statementTimeout: .seconds(300)) { session in
            try await session.script(statement)
        }
    }

    private func startedServer() async throws -> TestDatabaseServer {
        let task = server ?? Task { try await TestDatabaseServer.start() }
        server = task
        return try await task.value
    }

    private func startedPool() async throws -> PostgresPool {
        let task =
            pool
            ?? Task {
                let url = if let given { given } else { try await startedServer().url() }
                return PostgresPool(
                    PostgresConfiguration(url: url, maxConnections: 8, waitTimeout: .seconds(600)),
                    on: TestDatabase.loop)
            }
        pool = task
        return try await task.value
    }
}
