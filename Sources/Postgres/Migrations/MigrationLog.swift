/// The database's own record of applied migrations.
struct MigrationLog {
    struct Entry {
        let version: Int
        let name: String
        let checksum: String
    }

    private let session: PostgresSession

    init(_ session: PostgresSession) {
        self.session = session
    }

    func create() async throws(PostgresError) {
        try await session.execute(
            """
            -- MigrationLog.create
            CREATE TABLE IF NOT EXISTS schema_migration (
                version integer PRIMARY KEY,
                name text NOT NULL,
                checksum text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now()
            )
            """)
    }

    /// What was applied, in order; nothing when the record does not exist yet.
    func applied() async throws(PostgresError) -> [Entry] {
        let exists = try await session.rows("SELECT to_regclass('schema_migration') IS NOT NULL AS found")
        guard try exists.first?.decode("found", as: Bool.self) == true else { return [] }
        let rows = try await session.rows(
            """
            -- MigrationLog.applied
            SELECT version, name, checksum
            FROM schema_migration
            ORDER BY version
            """)
        var entries: [Entry] = []
        for row in rows {
            entries.append(
                Entry(
                    version: try row.decode("version"), name: try row.decode("name"),
                    checksum: try row.decode("checksum")))
        }
        return entries
    }

    /// SHA-256 of each file, computed by the server, which has it at hand.
    func checksums(of files: [MigrationFile]) async throws(PostgresError) -> [String] {
        let rows = try await session.rows(
            """
            -- MigrationLog.checksums
            SELECT encode(sha256(convert_to(file.sql, 'UTF8')), 'hex') AS checksum
            FROM unnest(\(files.map(\.sql))::text[]) WITH ORDINALITY AS file (sql, position)
            ORDER BY file.position
            """)
        var checksums: [String] = []
        for row in rows { checksums.append(try row.decode("checksum")) }
        return checksums
    }

    func record(_ file: MigrationFile) async throws(PostgresError) {
        try await session.execute(
            """
            -- MigrationLog.record
            INSERT INTO schema_migration (version, name, checksum)
            VALUES (\(file.version), \(file.name), encode(sha256(convert_to(\(file.sql)::text, 'UTF8')), 'hex'))
            """)
    }
}
