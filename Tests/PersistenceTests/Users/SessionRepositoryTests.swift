import Domain
import Foundation
import Persistence
import Postgres
import Testing

struct SessionRepositoryTests {
    private func insert(_ store: Store, _ user: User, _ token: UInt8, endsIn seconds: Double = 3600) async throws
        -> Session
    {
        try await SessionRepository(store.database).insert(
            id: Identifier(), tokenHash: [token, 0, 255], userID: user.id, csrfToken: "csrf",
            expiresAt: Date(timeIntervalSinceNow: seconds), remoteAddress: "192.0.2.9", userAgent: "Browser\0 1")
    }

    @Test func `a session is found by its token's hash, with its user`() async throws {
        try await Store.with { store in
            let alice = try await store.user("alice")
            let session = try await insert(store, alice, 1)
            let found = try await SessionRepository(store.database).find(tokenHash: [1, 0, 255], idleSeconds: 60)
            #expect(found?.session == session && found?.user == alice)
            #expect(session.csrfToken == "csrf" && session.userAgent == "Browser\u{FFFD} 1")
            #expect(try await SessionRepository(store.database).find(tokenHash: [2], idleSeconds: 60) == nil)
        }
    }

    @Test func `a session that ended, idled too long, or whose user is disabled is not found`() async throws {
        try await Store.with { store in
            let sessions = SessionRepository(store.database)
            let alice = try await store.user("alice")
            _ = try await insert(store, alice, 1, endsIn: -1)
            #expect(try await sessions.find(tokenHash: [1, 0, 255], idleSeconds: 60) == nil)
            _ = try await insert(store, alice, 2)
            try await store.pool.execute("UPDATE session SET last_seen_at = now() - interval '61 seconds'")
            #expect(try await sessions.find(tokenHash: [2, 0, 255], idleSeconds: 60) == nil)
            #expect(try await sessions.find(tokenHash: [2, 0, 255], idleSeconds: 90) != nil)
            _ = try await UserRepository(store.database).update(
                id: alice.id, displayName: "", role: .engineer, isEnabled: false)
            #expect(try await sessions.find(tokenHash: [2, 0, 255], idleSeconds: 90) == nil)
        }
    }

    @Test func `a touch writes at most once a minute`() async throws {
        try await Store.with { store in
            let sessions = SessionRepository(store.database)
            let session = try await insert(store, store.user("alice"), 1)
            try await sessions.touch(session.id)
            #expect(try await sessions.find(tokenHash: [1, 0, 255], idleSeconds: 600)?.session == session)
            try await store.pool.execute("UPDATE session SET last_seen_at = now() - interval '61 seconds'")
            try await sessions.touch(session.id)
            let touched = try await sessions.find(tokenHash: [1, 0, 255], idleSeconds: 10)
            #expect(touched != nil)
        }
    }

    @Test func `ending all sessions of a user can spare one`() async throws {
        try await Store.with { store in
            let sessions = SessionRepository(store.database)
            let alice = try await store.user("alice")
            let bob = try await store.user("bob")
            let kept = try await insert(store, alice, 1)
            _ = try await insert(store, alice, 2)
            _ = try await insert(store, bob, 3)
            #expect(try await sessions.deleteAll(of: alice.id, except: kept.id) == 1)
            #expect(try await sessions.list(of: alice.id) == [kept])
            #expect(try await sessions.delete(kept.id))
            #expect(try await sessions.delete(kept.id) == false)
            #expect(try await sessions.deleteAll(of: bob.id) == 1)
        }
    }
}
