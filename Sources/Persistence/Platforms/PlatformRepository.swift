public import Domain
public import Postgres

/// Stores the platforms that people wrote themselves.
public struct PlatformRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// All of them, by name; there are few.
    public func all() async throws(Problem) -> [PlatformDefinition] {
        try await db.all(
            """
            -- PlatformRepository.all
            SELECT name, definition, created_at, updated_at, updated_by
            FROM platform_definition
            ORDER BY name
            """, PlatformDefinition.init(row:))
    }

    /// Adds one, or puts the text in the place of the one that has the name.
    public func save(_ name: PlatformName, _ text: String, by user: User.ID) async throws(Problem) {
        try await db.run(
            """
            -- PlatformRepository.save
            INSERT INTO platform_definition (name, definition, updated_by)
            VALUES (\(name), \(text), \(user))
            ON CONFLICT (name) DO UPDATE
            SET definition = EXCLUDED.definition, updated_by = EXCLUDED.updated_by, updated_at = now()
            """)
    }

    /// Removes one; says whether there was one.
    public func delete(_ name: PlatformName) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- PlatformRepository.delete
            DELETE FROM platform_definition
            WHERE name = \(name)
            """) > 0
    }

    /// How many devices have each platform; those that none has are left out.
    public func deviceCounts() async throws(Problem) -> [(name: PlatformName, count: Int)] {
        try await db.all(
            """
            -- PlatformRepository.deviceCounts
            SELECT platform, count(*) AS total
            FROM device
            GROUP BY platform
            """
        ) { row throws(PostgresError) in (name: try row.decode("platform"), count: try row.decode("total")) }
    }
}

extension PlatformDefinition {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            name: try row.decode("name"), text: try row.decode("definition"),
            createdAt: try row.decode("created_at"), updatedAt: try row.decode("updated_at"),
            updatedBy: try row.decode("updated_by"))
    }
}
