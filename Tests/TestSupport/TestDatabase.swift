import Foundation
public import Postgres
public import Reactor

/// A fresh database for one test, on a PostgreSQL server that this process starts once and that ends with it.
///
/// `NETSTACKS_TEST_DATABASE_URL` names another server to use; its user must be allowed to create databases.
public struct TestDatabase: Sendable {
    /// Where the database is, for `PostgresConfiguration`.
    public let url: String
    let name: String

    /// Makes an empty database; it vanishes with the server, or earlier by `drop`.
    public static func create() async throws -> TestDatabase {
        try await make(from: "template0")
    }

    /// Makes a database with the schema of a folder of migrations, copied from a template that is made once per process.
    public static func create(migratedWith directory: String) async throws -> TestDatabase {
        let files = try MigrationFile.load(directory: directory)
        return try await make(from: TestDatabaseTemplates.shared.template(for: files))
    }

    /// Makes a database, lends it to `body`, and drops it.
    public static func with<T>(
        migratedWith directory: String? = nil, isolation: isolated (any Actor)? = #isolation,
        _ body: (TestDatabase) async throws -> T
    ) async throws -> T {
        let database =
            if let directory { try await create(migratedWith: directory) } else { try await create() }
        do {
            let value = try await body(database)
            try await database.drop()
            return value
        } catch {
            try await database.drop()
            throw error
        }
    }

    /// Removes the database; whoever is still connected is thrown out.
    public func drop() async throws {
        try await TestDatabaseAdministrator.shared.run("DROP DATABASE IF EXISTS \"\(name)\" WITH (FORCE)")
    }

    /// A pool on an event loop that all tests share.
    public func pool(
        maxConnections: Int = 8, statementTimeout: Duration = .seconds(60), waitTimeout: Duration = .seconds(60)
    ) -> PostgresPool {
        PostgresPool(
            PostgresConfiguration(
                url: url, maxConnections: maxConnections, statementTimeout: statementTimeout, waitTimeout: waitTimeout,
                applicationName: "netstacks-tests"),
            on: Self.loop)
    }

    /// The event loop of the tests' pools.
    public static let loop = EventLoop(name: "test-database")

    static func make(from template: String) async throws -> TestDatabase {
        let administrator = TestDatabaseAdministrator.shared
        let name = await administrator.freshName()
        try await administrator.run("CREATE DATABASE \"\(name)\" TEMPLATE \"\(template)\"")
        return TestDatabase(url: try await administrator.url(of: name), name: name)
    }
}
