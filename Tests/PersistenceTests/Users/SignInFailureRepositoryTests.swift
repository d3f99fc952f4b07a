import Persistence
import Postgres
import Testing

struct SignInFailureRepositoryTests {
    @Test func `failures count per name and address, and per address`() async throws {
        try await Store.with { store in
            let failures = SignInFailureRepository(store.database)
            try await failures.record(username: "Alice", address: "192.0.2.1")
            try await failures.record(username: "alice", address: "192.0.2.1")
            try await failures.record(username: "bob", address: "192.0.2.1")
            try await failures.record(username: "alice", address: "192.0.2.2")
            #expect(try await failures.count(username: "ALICE", address: "192.0.2.1", seconds: 60) == 2)
            #expect(try await failures.count(address: "192.0.2.1", seconds: 60) == 3)
            try await failures.clear(username: "alice", address: "192.0.2.1")
            #expect(try await failures.count(username: "alice", address: "192.0.2.1", seconds: 60) == 0)
            #expect(try await failures.count(username: "alice", address: "192.0.2.2", seconds: 60) == 1)
        }
    }

    @Test func `old failures do not count and can be forgotten, and a hostile name is stored all the same`()
        async throws
    {
        try await Store.with { store in
            let failures = SignInFailureRepository(store.database)
            try await failures.record(username: String(repeating: "x\0", count: 5000), address: "192.0.2.1")
            try await store.pool.execute("UPDATE sign_in_failure SET failed_at = now() - interval '1 hour'")
            #expect(try await failures.count(address: "192.0.2.1", seconds: 60) == 0)
            #expect(try await failures.count(address: "192.0.2.1", seconds: 7200) == 1)
            #expect(try await failures.prune(olderThanSeconds: 600) == 1)
        }
    }
}
