public import Domain
public import Postgres

/// Stores sealed configurations, once each under the hash of their text.
public struct ContentRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Stores a content unless this hash is stored already.
    public func insert(_ content: StoredContent) async throws(Problem) {
        try await db.run(
            """
            -- ContentRepository.insert
            INSERT INTO content (hash, sealed, size, encoding, base_hash)
            VALUES (
                \(content.hash), \(content.sealed), \(content.size), \(content.encoding.word), \(content.encoding.base)
            )
            ON CONFLICT (hash) DO NOTHING
            """)
    }

    /// Whether this hash is stored.
    public func has(_ hash: ContentHash) async throws(Problem) -> Bool {
        try await db.one(
            """
            -- ContentRepository.has
            SELECT EXISTS (SELECT 1 FROM content WHERE hash = \(hash)) AS is_there
            """
        ) { row throws(PostgresError) in try row.decode("is_there") }
    }

    /// The content of this hash and, behind it in order, all that it builds on; empty when there is none.
    public func chain(_ hash: ContentHash) async throws(Problem) -> [StoredContent] {
        try await db.all(
            """
            -- ContentRepository.chain
            WITH RECURSIVE chain AS (
                SELECT hash, sealed, size, encoding, base_hash, 0 AS depth
                FROM content
                WHERE hash = \(hash)
                UNION ALL
                SELECT content.hash, content.sealed, content.size, content.encoding, content.base_hash, depth + 1
                FROM chain
                JOIN content ON content.hash = chain.base_hash
                WHERE depth < 10000
            )
            SELECT hash, sealed, size, encoding, base_hash
            FROM chain
            ORDER BY depth
            """, StoredContent.init(row:))
    }

    /// A content without what it builds on; `nil` when there is none of this name.
    public func find(_ hash: ContentHash) async throws(Problem) -> StoredContent? {
        try await db.first(
            """
            -- ContentRepository.find
            SELECT hash, sealed, size, encoding, base_hash
            FROM content
            WHERE hash = \(hash)
            """, StoredContent.init(row:))
    }

    /// Which of two contents are whole, in a transaction that keeps others from changing either.
    public func lockWhole(_ hashes: [ContentHash]) async throws(Problem) -> Set<ContentHash> {
        let whole = try await db.returningAll(
            """
            -- ContentRepository.lockWhole
            SELECT hash, base_hash IS NULL AS is_whole
            FROM content
            WHERE hash = ANY(\(hashes.map(\.text)))
            ORDER BY hash
            FOR UPDATE
            """
        ) { row throws(PostgresError) in
            (try row.decode("hash", as: ContentHash.self), try row.decode("is_whole", as: Bool.self))
        }
        return Set(whole.filter(\.1).map(\.0))
    }

    /// Keeps a text in another form.
    public func update(_ content: StoredContent) async throws(Problem) {
        try await db.run(
            """
            -- ContentRepository.update
            UPDATE content
            SET sealed = \(content.sealed), encoding = \(content.encoding.word), base_hash = \(content.encoding.base)
            WHERE hash = \(content.hash)
            """)
    }
}

extension StoredContent {
    fileprivate init(row: Row) throws(PostgresError) {
        let base: ContentHash? = try row.decode("base_hash")
        let isPlain = try row.decode("encoding", as: String.self) == "plain"
        self.init(
            hash: try row.decode("hash"), sealed: try row.decode("sealed"), size: try row.decode("size"),
            encoding: base.map { .difference(from: $0) } ?? (isPlain ? .plain : .compressed))
    }
}
