import Postgres

/// One migrated database per set of migrations, from which tests get copies.
actor TestDatabaseTemplates {
    static let shared = TestDatabaseTemplates()

    private var templates: [[MigrationFile]: Task<String, any Error>] = [:]

    /// The name of a database that has the files' schema and no connections.
    func template(for files: [MigrationFile]) async throws -> String {
        let task =
            templates[files]
            ?? Task {
                let database = try await TestDatabase.make(from: "template0")
                let pool = database.pool(maxConnections: 2)
                do {
                    try await Migrator(pool, files: files).migrate()
                    await pool.close()
                } catch {
                    await pool.close()
                    throw error
                }
                return database.name
            }
        templates[files] = task
        return try await task.value
    }
}
