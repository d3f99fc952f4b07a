import Domain
import Foundation
import Persistence
import Testing

struct APITokenRepositoryTests {
    private func insert(_ store: Store, _ user: User, expiresAt: Date? = nil) async throws -> APIToken {
        try await APITokenRepository(store.database).insert(
            id: APIToken.ID(), userID: user.id, name: "ci", secretHash: [1, 2], expiresAt: expiresAt)
    }

    @Test func `a token is usable with its secret only, and its use is noted`() async throws {
        try await Store.with { store in
            let tokens = APITokenRepository(store.database)
            let alice = try await store.user("alice")
            let token = try await insert(store, alice)
            #expect(try await tokens.findUsable(token.id, secretHash: [1, 3]) == nil)
            #expect(try await tokens.list(of: alice.id).first?.lastUsedAt == nil)
            let found = try await tokens.findUsable(token.id, secretHash: [1, 2])
            #expect(found?.token == token && found?.user == alice)
            #expect(try await tokens.list(of: alice.id).first?.lastUsedAt != nil)
        }
    }

    @Test func `a revoked or expired token, or one of a disabled user, is not usable`() async throws {
        try await Store.with { store in
            let tokens = APITokenRepository(store.database)
            let alice = try await store.user("alice")
            let bob = try await store.user("bob")
            let expired = try await insert(store, alice, expiresAt: Date(timeIntervalSinceNow: -1))
            #expect(try await tokens.findUsable(expired.id, secretHash: [1, 2]) == nil)
            let revoked = try await insert(store, alice)
            #expect(try await tokens.revoke(revoked.id, of: bob.id) == false)
            #expect(try await tokens.revoke(revoked.id, of: alice.id))
            #expect(try await tokens.revoke(revoked.id, of: alice.id) == false)
            #expect(try await tokens.findUsable(revoked.id, secretHash: [1, 2]) == nil)
            let token = try await insert(store, bob)
            _ = try await UserRepository(store.database).update(
                id: bob.id, displayName: "", role: .engineer, isEnabled: false)
            #expect(try await tokens.findUsable(token.id, secretHash: [1, 2]) == nil)
            #expect(try await tokens.list(of: alice.id).map(\.id) == [revoked.id, expired.id])
        }
    }
}
