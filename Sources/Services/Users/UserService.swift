public import Domain
public import Persistence
public import Secrets

/// Keeps the people who may sign in.
public struct UserService: Sendable {
    let database: Database
    private let hasher: PasswordHasher

    /// A service over the database.
    public init(database: Database, hasher: PasswordHasher) {
        self.database = database
        self.hasher = hasher
    }

    /// One page of users, by name.
    public func list(page: Page, by actor: Actor) async throws -> Paged<User> {
        try actor.require(.manageUsers)
        return try await UserRepository(database).list(page)
    }

    /// One user.
    public func find(_ id: User.ID, by actor: Actor) async throws -> User {
        if id != actor.user.id { try actor.require(.manageUsers) }
        guard let user = try await UserRepository(database).find(id) else { throw Problem.notFound("user") }
        return user
    }

    /// Adds a user with a first password.
    public func add(
        username: String, displayName: String, role: Role, password: Secret, by actor: Actor
    ) async throws -> User {
        try actor.require(.manageUsers)
        return try await insert(
            username: username, displayName: displayName, role: role, password: password,
            audit: { actor.entry("user.add", "user", $0, "Added user \($1)") })
    }

    /// Adds a user from the command line, where the operator of the machine is trusted.
    public func addFromCommandLine(
        username: String, displayName: String, role: Role, password: Secret
    ) async throws -> User {
        try await insert(
            username: username, displayName: displayName, role: role, password: password,
            audit: {
                NewAuditEntry(
                    actor: nil, action: "user.add", subjectKind: "user", subjectID: $0.description,
                    summary: "Added user \($1) from the command line")
            })
    }

    /// Changes name, role and whether the user may sign in; a disabled user's sessions end at once.
    public func update(
        _ id: User.ID, displayName: String, role: Role, isEnabled: Bool, by actor: Actor
    ) async throws -> User {
        try actor.require(.manageUsers)
        return try await database.transaction { db in
            guard
                let user = try await UserRepository(db).update(
                    id: id, displayName: displayName, role: role, isEnabled: isEnabled)
            else { throw Problem.notFound("user") }
            guard try await UserRepository(db).countEnabledAdministrators() > 0 else {
                throw Problem(
                    .conflict, code: "last_administrator",
                    "\(user.username) is the last administrator who can sign in. Make someone else administrator first."
                )
            }
            if !isEnabled { try await SessionRepository(db).deleteAll(of: id, except: nil) }
            try await AuditRepository(db).append(
                actor.entry(
                    "user.update", "user", id,
                    "Set \(user.username) to \(role.rawValue), \(isEnabled ? "enabled" : "disabled")"))
            return user
        }
    }

    /// Changes the actor's own password; other sessions end.
    public func changePassword(
        current: Secret, new: Secret, keeping session: Identifier<Session>?, by actor: Actor
    ) async throws {
        guard let user = try await UserRepository(database).find(actor.user.id),
            let (_, encoded) = try await UserRepository(database).passwordHash(of: user.username)
        else { throw Problem.notFound("user") }
        guard try await hasher.verify(current, against: encoded) else {
            throw Problem.invalid([FieldProblem("current_password", "This is not your present password.")])
        }
        try await setPassword(
            of: user, to: new, field: "new_password", keeping: session,
            entry: actor.entry(
                "user.password", "user", user.id, "Changed their own password"))
    }

    /// Sets someone's password; their sessions end.
    public func setPassword(of id: User.ID, to password: Secret, by actor: Actor) async throws {
        try actor.require(.manageUsers)
        let user = try await find(id, by: actor)
        try await setPassword(
            of: user, to: password, field: "password", keeping: nil,
            entry: actor.entry(
                "user.password", "user", id, "Set a new password for \(user.username)"))
    }

    /// Sets a password from the command line.
    public func setPasswordFromCommandLine(username: String, to password: Secret) async throws {
        let user = try await findFromCommandLine(username: username)
        try await setPassword(
            of: user, to: password, field: "password", keeping: nil,
            entry: NewAuditEntry(
                actor: nil, action: "user.password", subjectKind: "user", subjectID: user.id.description,
                summary: "Set a new password for \(username) from the command line"))
    }

    /// A user by name, for the command line.
    public func findFromCommandLine(username: String) async throws -> User {
        guard let name = Username(username), let user = try await UserRepository(database).find(username: name) else {
            throw Problem(.notFound, code: "not_found", "There is no user named \(username).")
        }
        return user
    }

    /// Whether anybody can administer this installation yet.
    public func hasAdministrator() async throws -> Bool {
        try await UserRepository(database).countEnabledAdministrators() > 0
    }

    private func insert(
        username: String, displayName: String, role: Role, password: Secret,
        audit: @Sendable (User.ID, Username) -> NewAuditEntry
    ) async throws -> User {
        var problems: [FieldProblem] = []
        let name = Username(username)
        if name == nil { problems.append(FieldProblem("username", "The user name \(Username.rule).")) }
        if displayName.count > 100 { problems.append(FieldProblem("display_name", "Keep it under 100 characters.")) }
        problems += Self.problems(with: password, username: username, field: "password")
        guard problems.isEmpty, let name else { throw Problem.invalid(problems) }
        let encoded = try await hasher.hash(password)
        let id = User.ID()
        let entry = audit(id, name)
        return try await database.transaction { db in
            let user = try await UserRepository(db).insert(
                id: id, username: name, displayName: displayName, role: role, passwordHash: encoded)
            try await AuditRepository(db).append(entry)
            return user
        }
    }

    private func setPassword(
        of user: User, to password: Secret, field: String, keeping session: Identifier<Session>?, entry: NewAuditEntry
    ) async throws {
        let problems = Self.problems(with: password, username: user.username.text, field: field)
        guard problems.isEmpty else { throw Problem.invalid(problems) }
        let encoded = try await hasher.hash(password)
        try await database.transaction { db in
            _ = try await UserRepository(db).setPassword(user.id, hash: encoded)
            try await SessionRepository(db).deleteAll(of: user.id, except: session)
            try await AuditRepository(db).append(entry)
        }
    }

    private static func problems(with password: Secret, username: String, field: String) -> [FieldProblem] {
        PasswordPolicy.standard.problems(with: password, username: username).map {
            FieldProblem(field, String(describing: $0))
        }
    }
}
