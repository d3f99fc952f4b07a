public import Domain
public import Postgres

/// Stores sealed configurations, once each under the hash of their text.
public struct ContentRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Stores sealed bytes unless this hash is stored already; `size` is that of the text in bytes.
    public func insert(hash: ContentHash, sealed: [UInt8], size: Int) async throws(Problem) {
        try await db.run(
            """
            -- ContentRepository.insert
            INSERT INTO content (hash, sealed, size)
            VALUES (\(hash), \(sealed), \(size))
            ON CONFLICT (hash) DO NOTHING
            """)
    }

    /// The sealed bytes of this hash.
    public func find(_ hash: ContentHash) async throws(Problem) -> [UInt8]? {
        try await db.first(
            """
            -- ContentRepository.find
            SELECT sealed
            FROM content
            WHERE hash = \(hash)
            """
        ) { row throws(PostgresError) in try row.decode("sealed") }
    }
}
