import Domain
import Persistence
import Postgres
import Testing

struct ApprovalRepositoryTests {
    private let digest = String(repeating: "d", count: 64)

    private func answer(
        _ store: Store, _ change: Change, by approver: User, author: User.ID? = nil,
        decision: Approval.Decision = .approved, seconds: Int = 3600
    ) async throws -> Approval {
        try await ApprovalRepository(store.database).insert(
            id: Approval.ID(), changeID: change.id, authorID: author ?? change.author.id, approverID: approver.id,
            digest: digest, decision: decision, reason: "Looks right", expiresInSeconds: seconds)
    }

    @Test func `the schema refuses an author's own answer, even an administrator's`() async throws {
        try await Store.with { store in
            let root = try await store.user("root", .administrator)
            let other = try await store.user("other", .administrator)
            let change = try await store.change(by: root)
            let own = await #expect(throws: Problem.self) { try await answer(store, change, by: root) }
            #expect(own?.kind == .denied && own?.code == "four_eyes")
            // Naming somebody else as the author does not help: the pair must be the change's.
            await #expect(throws: Problem.self) { try await answer(store, change, by: root, author: other.id) }
            #expect(try await ApprovalRepository(store.database).list(change.id).isEmpty)
        }
    }

    @Test func `an answer is stored once and never changes`() async throws {
        try await Store.with { store in
            let approvals = ApprovalRepository(store.database)
            let bob = try await store.user("bob", .approver, displayName: "Bob")
            let change = try await store.change(by: store.user("alice"))
            let given = try await answer(store, change, by: bob)
            #expect(given.approver == UserReference(id: bob.id, name: "Bob") && given.expiresAt > given.createdAt)
            #expect(try await approvals.list(change.id) == [given])
            let again = await #expect(throws: Problem.self) {
                try await answer(store, change, by: bob, decision: .rejected)
            }
            #expect(again?.kind == .conflict && again?.code == "approval_repeated")
            await #expect(throws: PostgresError.self) {
                try await store.pool.execute("UPDATE approval SET expires_at = now() + interval '1 year'")
            }
        }
    }

    @Test func `only valid approvals by people who may approve today count`() async throws {
        try await Store.with { store in
            let approvals = ApprovalRepository(store.database)
            let change = try await store.change(by: store.user("alice"))
            let bob = try await store.user("bob", .approver)
            _ = try await answer(store, change, by: bob)
            _ = try await answer(store, change, by: store.user("late", .approver), seconds: 0)
            _ = try await answer(store, change, by: store.user("no", .approver), decision: .rejected)
            _ = try await answer(store, change, by: store.user("viewer", .viewer))
            func count(_ digest: String) async throws -> Int {
                try await approvals.countValid(change.id, digest: digest, roles: [.approver, .administrator])
            }
            #expect(try await count(digest) == 1)
            #expect(try await count(String(repeating: "e", count: 64)) == 0)
            _ = try await UserRepository(store.database).update(
                id: bob.id, displayName: "", role: .approver, isEnabled: false)
            #expect(try await count(digest) == 0)
        }
    }
}
