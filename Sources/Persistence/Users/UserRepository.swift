public import Domain
public import Postgres

/// Stores users and the hashes of their passwords.
public struct UserRepository: Sendable {
    private let db: any PostgresQueryable

    /// Works on the database or inside a transaction.
    public init(_ db: any PostgresQueryable) {
        self.db = db
    }

    /// The user with this id.
    public func find(_ id: User.ID) async throws(Problem) -> User? {
        try await db.first(
            """
            -- UserRepository.find
            SELECT \(User.columns)
            FROM user_account
            WHERE id = \(id)
            """, User.init(row:))
    }

    /// The user with this name.
    public func find(username: Username) async throws(Problem) -> User? {
        try await db.first(
            """
            -- UserRepository.findUsername
            SELECT \(User.columns)
            FROM user_account
            WHERE username = \(username)
            """, User.init(row:))
    }

    /// The user with this name and the hash of their password, also when they are disabled.
    public func passwordHash(of username: Username) async throws(Problem) -> (user: User, hash: String)? {
        try await db.first(
            """
            -- UserRepository.passwordHash
            SELECT \(User.columns), password_hash
            FROM user_account
            WHERE username = \(username)
            """
        ) { row throws(PostgresError) in
            (user: try User(row: row), hash: try row.decode("password_hash"))
        }
    }

    /// One page of users, by name.
    public func list(_ page: Page) async throws(Problem) -> Paged<User> {
        try await db.page(page, User.init(row:)) { limit, offset in
            """
            -- UserRepository.list
            SELECT \(User.columns), count(*) OVER () AS total
            FROM user_account
            ORDER BY username
            LIMIT \(limit) OFFSET \(offset)
            """
        }
    }

    /// Adds a user; a name that is taken is a conflict.
    public func insert(
        id: User.ID, username: Username, displayName: String, role: Role, passwordHash: String
    ) async throws(Problem) -> User {
        try await db.returningOne(
            """
            -- UserRepository.insert
            INSERT INTO user_account (id, username, display_name, role, password_hash)
            VALUES (\(id), \(username), \(displayName), \(role), \(passwordHash))
            RETURNING \(User.columns)
            """, naming: username.text, User.init(row:))
    }

    /// Changes a user; `nil` when there is none.
    public func update(
        id: User.ID, displayName: String, role: Role, isEnabled: Bool
    ) async throws(Problem) -> User? {
        try await db.returningFirst(
            """
            -- UserRepository.update
            UPDATE user_account
            SET display_name = \(displayName), role = \(role), is_enabled = \(isEnabled)
            WHERE id = \(id)
            RETURNING \(User.columns)
            """, User.init(row:))
    }

    /// Replaces the hash of a password; `false` when there is no such user.
    public func setPassword(_ id: User.ID, hash: String) async throws(Problem) -> Bool {
        try await db.run(
            """
            -- UserRepository.setPassword
            UPDATE user_account
            SET password_hash = \(hash)
            WHERE id = \(id)
            """) > 0
    }

    /// Notes that the user signed in now.
    public func recordSignIn(_ id: User.ID) async throws(Problem) {
        try await db.run(
            """
            -- UserRepository.recordSignIn
            UPDATE user_account
            SET last_sign_in_at = now()
            WHERE id = \(id)
            """)
    }

    /// How many enabled administrators there are; locks them within a transaction, so that two cannot disable each other.
    public func countEnabledAdministrators() async throws(Problem) -> Int {
        try await db.returningAll(
            """
            -- UserRepository.countEnabledAdministrators
            SELECT id
            FROM user_account
            WHERE role = \(Role.administrator) AND is_enabled
            ORDER BY id
            FOR UPDATE
            """
        ) { row throws(PostgresError) in try row.decode("id", as: User.ID.self) }.count
    }
}

extension User {
    static let columns: SQL = """
        user_account.id, user_account.username, user_account.display_name, user_account.role, user_account.is_enabled,
        user_account.created_at, user_account.last_sign_in_at
        """

    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), username: try row.decode("username"), displayName: try row.decode("display_name"),
            role: try row.decode("role"), isEnabled: try row.decode("is_enabled"),
            createdAt: try row.decode("created_at"), lastSignInAt: try row.decode("last_sign_in_at"))
    }
}
