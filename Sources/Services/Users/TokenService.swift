public import Domain
import Foundation
public import Persistence
import Secrets

/// API tokens: `nst_<public id>_<secret>`, shown once, stored as a hash of the secret half.
public struct TokenService: Sendable {
    private let database: Database

    /// A service over the database.
    public init(database: Database) {
        self.database = database
    }

    /// Makes a token for the actor; the text is in this answer and never again.
    public func create(
        name: String, expiresInDays days: Int?, by actor: Actor
    ) async throws -> (token: APIToken, text: String) {
        guard (1...100).contains(name.count) else {
            throw Problem.invalid([FieldProblem("name", "Give the token a name that says which program uses it.")])
        }
        if let days, !(1...3650).contains(days) {
            throw Problem.invalid([FieldProblem("expires_in_days", "Choose 1 to 3650 days, or leave it empty.")])
        }
        let id = APIToken.ID()
        let secret = try RandomToken.generate()
        let token = try await database.transaction { db in
            let token = try await APITokenRepository(db).insert(
                id: id, userID: actor.user.id, name: name, secretHash: secret.hash.bytes,
                expiresAt: days.map { Date().addingTimeInterval(Double($0) * 86400) })
            try await AuditRepository(db).append(
                actor.entry("token.create", "api_token", id, "Created API token \(name)"))
            return token
        }
        return (token, "nst_\(id)_\(secret.text)")
    }

    /// The actor's own tokens.
    public func list(by actor: Actor) async throws -> [APIToken] {
        try await APITokenRepository(database).list(of: actor.user.id)
    }

    /// Ends one of the actor's own tokens.
    public func revoke(_ id: APIToken.ID, by actor: Actor) async throws {
        try await database.transaction { db in
            guard try await APITokenRepository(db).revoke(id, of: actor.user.id) else {
                throw Problem.notFound("API token")
            }
            try await AuditRepository(db).append(actor.entry("token.revoke", "api_token", id, "Revoked an API token"))
        }
    }

    /// Who a bearer token stands for; `nil` when it is malformed, unknown, expired or revoked.
    public func user(bearer text: String) async throws -> User? {
        let parts = text.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "nst", let id = APIToken.ID(String(parts[1])) else { return nil }
        let hash = TokenHash(of: String(parts[2]))
        return try await APITokenRepository(database).findUsable(id, secretHash: hash.bytes)?.1
    }
}
