public import Domain
public import Postgres

/// Stores the values that show whether the key file at hand is the one that sealed what is stored.
public struct KeyCheckRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// The check of every key that was ever used, oldest first; at most 1,000.
    public func list() async throws(Problem) -> [(keyID: String, sealed: [UInt8])] {
        try await db.all(
            """
            -- KeyCheckRepository.list
            SELECT key_id, sealed
            FROM key_check
            ORDER BY created_at, key_id
            LIMIT 1000
            """
        ) { row throws(PostgresError) in
            (keyID: try row.decode("key_id"), sealed: try row.decode("sealed"))
        }
    }

    /// Adds the check of a key; the first one of a key stays.
    public func insert(keyID: String, sealed: [UInt8]) async throws(Problem) {
        try await db.run(
            """
            -- KeyCheckRepository.insert
            INSERT INTO key_check (key_id, sealed)
            VALUES (\(keyID), \(sealed))
            ON CONFLICT (key_id) DO NOTHING
            """)
    }

    /// Whether anything is stored that only a key opens.
    public func hasSealedRows() async throws(Problem) -> Bool {
        try await db.one(
            """
            -- KeyCheckRepository.hasSealedRows
            SELECT EXISTS (SELECT FROM credential_set) OR EXISTS (SELECT FROM content) AS has_rows
            """
        ) { row throws(PostgresError) in try row.decode("has_rows") }
    }
}
