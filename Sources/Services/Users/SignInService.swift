public import Domain
import Foundation
public import Persistence
public import Secrets

/// Signs people in and out, and recognises them afterwards.
public struct SignInService: Sendable {
    let database: Database
    private let hasher: PasswordHasher
    private let policy: SignInPolicy

    /// A service with these bounds.
    public init(database: Database, hasher: PasswordHasher, policy: SignInPolicy) {
        self.database = database
        self.hasher = hasher
        self.policy = policy
    }

    /// A fresh session; its token goes into the cookie and is stored nowhere.
    public struct SignedIn: Sendable {
        public let user: User
        public let token: RandomToken
    }

    /// Checks name and password. The answer to a wrong name and to a wrong password is the same, and takes as long.
    public func signIn(
        username: String, password: Secret, remoteAddress: String, userAgent: String
    ) async throws -> SignedIn {
        let name = String(username.lowercased().prefix(64))
        try await throttle(name, remoteAddress, counting: 0)
        // Counted before the password is looked at, so that a thousand guesses at once are a thousand guesses.
        try await SignInFailureRepository(database).record(username: name, address: remoteAddress)
        try await throttle(name, remoteAddress, counting: 1)
        guard let user = try await verifiedUser(name, password) else {
            try await refuse(remoteAddress)
        }
        let token = try RandomToken.generate()
        let csrf = try RandomToken.generate()
        let expiresAt = Date().addingTimeInterval(Double(policy.absoluteSeconds))
        try await database.transaction { db in
            _ = try await SessionRepository(db).insert(
                id: Identifier<Session>(), tokenHash: token.hash.bytes, userID: user.id, csrfToken: csrf.text,
                expiresAt: expiresAt, remoteAddress: remoteAddress, userAgent: String(userAgent.prefix(300)))
            try await UserRepository(db).recordSignIn(user.id)
            try await SignInFailureRepository(db).clear(username: name, address: remoteAddress)
            try await AuditRepository(db).append(
                NewAuditEntry(
                    actor: user.reference, action: "session.begin", subjectKind: "user", subjectID: user.id.description,
                    summary: "\(user.username) signed in", remoteAddress: remoteAddress))
        }
        return SignedIn(user: user, token: token)
    }

    /// Who holds this session token; `nil` when it is unknown, has ended, or its user is disabled.
    public func session(token: String) async throws -> (Session, User)? {
        let repository = SessionRepository(database)
        let hash = TokenHash(of: token)
        guard let found = try await repository.find(tokenHash: hash.bytes, idleSeconds: policy.idleSeconds) else {
            return nil
        }
        try await repository.touch(found.0.id)
        return found
    }

    /// Ends one session.
    public func signOut(_ session: Session) async throws {
        try await SessionRepository(database).delete(session.id)
    }

    private func verifiedUser(_ name: String, _ password: Secret) async throws -> User? {
        guard let username = Username(name),
            let (user, encoded) = try await UserRepository(database).passwordHash(of: username), user.isEnabled
        else {
            try await hasher.verifyAgainstNobody(password)
            return nil
        }
        guard try await hasher.verify(password, against: encoded) else { return nil }
        if hasher.needsRehash(encoded) {
            _ = try await UserRepository(database).setPassword(user.id, hash: await hasher.hash(password))
        }
        return user
    }

    /// Refuses when the failures, without the `counting` attempts of the caller itself, have reached a bound.
    private func throttle(_ name: String, _ address: String, counting own: Int) async throws {
        let repository = SignInFailureRepository(database)
        let forName = try await repository.count(username: name, address: address, seconds: policy.windowSeconds)
        let forAddress = try await repository.count(address: address, seconds: policy.windowSeconds)
        guard forName - own < policy.failuresPerName, forAddress - own < policy.failuresPerAddress else {
            throw Problem(
                .throttled, code: "sign_in_throttled",
                "Too many wrong passwords from here. Wait \(policy.windowSeconds / 60) minutes, then try again.")
        }
    }

    private func refuse(_ address: String) async throws -> Never {
        _ = try await database.transaction { db in
            try await AuditRepository(db).append(
                NewAuditEntry(
                    actor: nil, action: "session.refuse", subjectKind: "user", subjectID: "",
                    summary: "A sign-in was refused", remoteAddress: address))
        }
        throw Problem(
            .unauthenticated, code: "sign_in_refused",
            "The user name or the password is wrong, or the account is disabled. Check both and try again.")
    }
}
