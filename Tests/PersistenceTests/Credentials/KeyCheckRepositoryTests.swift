import Persistence
import Testing

struct KeyCheckRepositoryTests {
    @Test func `the first check of a key stays, and sealed rows are noticed`() async throws {
        try await Store.with { store in
            let checks = KeyCheckRepository(store.database)
            #expect(try await checks.hasSealedRows() == false)
            try await checks.insert(keyID: "k1", sealed: [1])
            try await checks.insert(keyID: "k1", sealed: [2])
            let listed = try await checks.list()
            #expect(listed.count == 1 && listed.first?.keyID == "k1" && listed.first?.sealed == [1])
            _ = try await store.content("c")
            #expect(try await checks.hasSealedRows())
        }
    }
}
