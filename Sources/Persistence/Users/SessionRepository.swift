public import Domain
public import Foundation
public import Postgres

/// Stores signed-in browsers, found by the hash of their token.
public struct SessionRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Adds a session.
    public func insert(
        id: Identifier<Session>, tokenHash: [UInt8], userID: User.ID, csrfToken: String, expiresAt: Date,
        remoteAddress: String, userAgent: String
    ) async throws(Problem) -> Session {
        try await db.returningOne(
            """
            -- SessionRepository.insert
            INSERT INTO session (id, token_hash, user_id, csrf_token, expires_at, remote_address, user_agent)
            VALUES (
                \(id), \(tokenHash), \(userID), \(csrfToken), \(expiresAt), \(remoteAddress.storable),
                \(userAgent.storable)
            )
            RETURNING \(Session.columns)
            """, Session.init(row:))
    }

    /// The session of a token and its user; `nil` when it ended, was idle too long, or the user is disabled.
    public func find(
        tokenHash: [UInt8], idleSeconds: Int
    ) async throws(Problem) -> (session: Session, user: User)? {
        try await db.first(
            """
            -- SessionRepository.find
            SELECT \(Session.columns), \(User.columns)
            FROM session
            JOIN user_account ON user_account.id = session.user_id
            WHERE session.token_hash = \(tokenHash)
                AND session.expires_at > now()
                AND session.last_seen_at > now() - \(idleSeconds) * interval '1 second'
                AND user_account.is_enabled
            """
        ) { row throws(PostgresError) in
            (session: try Session(row: row), user: try User(row: row))
        }
    }

    /// Notes that the session was used; writes at most once a minute.
    public func touch(_ id: Identifier<Session>) async throws(Problem) {
        try await db.run(
            """
            -- SessionRepository.touch
            UPDATE session
            SET last_seen_at = now()
            WHERE id = \(id) AND last_seen_at < now() - interval '1 minute'
            """)
    }

    /// Ends a session; `false` when there was none.
    @discardableResult
    public func delete(_ id: Identifier<Session>) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- SessionRepository.delete
            DELETE FROM session
            WHERE id = \(id)
            """) > 0
    }

    /// Ends every session of a user but one; the answer is how many.
    @discardableResult
    public func deleteAll(of userID: User.ID, except id: Identifier<Session>? = nil) async throws(Problem) -> Int {
        try await db.run(
            """
            -- SessionRepository.deleteAll
            DELETE FROM session
            WHERE user_id = \(userID) AND id IS DISTINCT FROM \(id)
            """)
    }

    /// The newest 100 sessions of a user that have not ended, newest first.
    public func list(of userID: User.ID) async throws(Problem) -> [Session] {
        try await db.all(
            """
            -- SessionRepository.list
            SELECT \(Session.columns)
            FROM session
            WHERE user_id = \(userID) AND expires_at > now()
            ORDER BY last_seen_at DESC, id DESC
            LIMIT 100
            """, Session.init(row:))
    }
}

extension Session {
    /// Named apart from the user's columns, because both come in one row.
    fileprivate static let columns: SQL = """
        session.id AS session_id, session.user_id, session.csrf_token, session.created_at AS session_created_at,
        session.last_seen_at, session.expires_at, session.remote_address, session.user_agent
        """

    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("session_id"), userID: try row.decode("user_id"),
            csrfToken: try row.decode("csrf_token"), createdAt: try row.decode("session_created_at"),
            lastSeenAt: try row.decode("last_seen_at"), expiresAt: try row.decode("expires_at"),
            remoteAddress: try row.decode("remote_address"), userAgent: try row.decode("user_agent"))
    }
}
