import Domain
import Persistence
import Testing

struct UserRepositoryTests {
    @Test func `a user comes back as stored, by id and by name`() async throws {
        try await Store.with { store in
            let users = UserRepository(store.database)
            let alice = try await store.user("Alice", .approver, displayName: "Alice Smith")
            #expect(alice.username.text == "alice")
            #expect(alice.role == .approver && alice.isEnabled && alice.lastSignInAt == nil)
            #expect(try await users.find(alice.id) == alice)
            #expect(try await users.find(username: alice.username) == alice)
            #expect(try await users.find(User.ID()) == nil)
            let found = try await users.passwordHash(of: alice.username)
            #expect(found?.user == alice && found?.hash == "hash")
        }
    }

    @Test func `a name that is taken is a conflict with a sentence beside its field`() async throws {
        try await Store.with { store in
            _ = try await store.user("alice")
            let problem = await #expect(throws: Problem.self) { try await store.user("ALICE") }
            #expect(problem?.kind == .conflict && problem?.code == "username_taken")
            #expect(problem?.sentence == "A user named alice exists already. Choose another name.")
            #expect(problem?.fields.map(\.name) == ["username"])
            #expect(problem?.debugDescription.contains("hash") == false)
        }
    }

    @Test func `a user is changed, signs in, and gets a new password`() async throws {
        try await Store.with { store in
            let users = UserRepository(store.database)
            let alice = try await store.user("alice")
            let changed = try await users.update(id: alice.id, displayName: "A", role: .viewer, isEnabled: false)
            #expect(changed?.displayName == "A" && changed?.role == .viewer && changed?.isEnabled == false)
            try await users.recordSignIn(alice.id)
            #expect(try await users.find(alice.id)?.lastSignInAt != nil)
            #expect(try await users.setPassword(alice.id, hash: "new"))
            #expect(try await users.passwordHash(of: alice.username)?.hash == "new")
            #expect(try await users.setPassword(User.ID(), hash: "new") == false)
            #expect(try await users.update(id: User.ID(), displayName: "", role: .viewer, isEnabled: true) == nil)
        }
    }

    @Test func `a list has pages, and behind the last one the total stays right`() async throws {
        try await Store.with { store in
            for name in ["dan", "bob", "carol", "alice", "eve"] { _ = try await store.user(name) }
            let users = UserRepository(store.database)
            let second = try await users.list(Page(number: 2, size: 2))
            #expect(second.elements.map(\.username.text) == ["carol", "dan"])
            #expect(second.total == 5 && second.lastPageNumber == 3)
            let far = try await users.list(Page(number: 9, size: 2))
            #expect(far.elements.isEmpty && far.total == 5)
        }
    }

    @Test func `only enabled administrators count`() async throws {
        try await Store.with { store in
            let users = UserRepository(store.database)
            let root = try await store.user("root", .administrator)
            _ = try await store.user("second", .administrator)
            _ = try await store.user("eve", .engineer)
            #expect(try await users.countEnabledAdministrators() == 2)
            _ = try await users.update(id: root.id, displayName: "", role: .administrator, isEnabled: false)
            #expect(try await users.countEnabledAdministrators() == 1)
        }
    }
}
