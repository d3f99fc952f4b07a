public import Domain
public import Foundation
public import Postgres

/// Stores the tokens of programs, with their secret half as a hash.
public struct APITokenRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// Adds a token.
    public func insert(
        id: APIToken.ID, userID: User.ID, name: String, secretHash: [UInt8], expiresAt: Date?
    ) async throws(Problem) -> APIToken {
        try await db.returningOne(
            """
            -- APITokenRepository.insert
            INSERT INTO api_token (id, user_id, name, secret_hash, expires_at)
            VALUES (\(id), \(userID), \(name), \(secretHash), \(expiresAt))
            RETURNING \(APIToken.columns)
            """, APIToken.init(row:))
    }

    /// The token when its secret fits, it is neither revoked nor expired and its user is enabled; notes the use once a minute.
    public func findUsable(
        _ id: APIToken.ID, secretHash: [UInt8]
    ) async throws(Problem) -> (token: APIToken, user: User)? {
        try await db.returningFirst(
            """
            -- APITokenRepository.findUsable
            WITH usable AS (
                SELECT api_token.id AS usable_id
                FROM api_token
                JOIN user_account ON user_account.id = api_token.user_id
                WHERE api_token.id = \(id)
                    AND api_token.secret_hash = \(secretHash)
                    AND api_token.revoked_at IS NULL
                    AND (api_token.expires_at IS NULL OR api_token.expires_at > now())
                    AND user_account.is_enabled
            ), used AS (
                UPDATE api_token
                SET last_used_at = now()
                FROM usable
                WHERE api_token.id = usable.usable_id
                    AND (api_token.last_used_at IS NULL OR api_token.last_used_at < now() - interval '1 minute')
            )
            SELECT \(APIToken.columns), \(User.columns)
            FROM usable
            JOIN api_token ON api_token.id = usable.usable_id
            JOIN user_account ON user_account.id = api_token.user_id
            """
        ) { row throws(PostgresError) in
            (token: try APIToken(row: row), user: try User(row: row))
        }
    }

    /// The newest 500 tokens of a user, newest first, also revoked ones.
    public func list(of userID: User.ID) async throws(Problem) -> [APIToken] {
        try await db.all(
            """
            -- APITokenRepository.list
            SELECT \(APIToken.columns)
            FROM api_token
            WHERE user_id = \(userID)
            ORDER BY created_at DESC, id DESC
            LIMIT 500
            """, APIToken.init(row:))
    }

    /// Revokes a token of this user; `false` when there is none or it is revoked already.
    public func revoke(_ id: APIToken.ID, of userID: User.ID) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- APITokenRepository.revoke
            UPDATE api_token
            SET revoked_at = now()
            WHERE id = \(id) AND user_id = \(userID) AND revoked_at IS NULL
            """) > 0
    }
}

extension APIToken {
    /// Named apart from the user's columns, because both come in one row.
    fileprivate static let columns: SQL = """
        api_token.id AS token_id, api_token.user_id, api_token.name, api_token.created_at AS token_created_at,
        api_token.expires_at, api_token.last_used_at, api_token.revoked_at
        """

    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("token_id"), userID: try row.decode("user_id"), name: try row.decode("name"),
            createdAt: try row.decode("token_created_at"), expiresAt: try row.decode("expires_at"),
            lastUsedAt: try row.decode("last_used_at"), revokedAt: try row.decode("revoked_at"))
    }
}
