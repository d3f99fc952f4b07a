import Domain
import Persistence
import Testing

struct ContentRepositoryTests {
    @Test func `a text is stored once, and the first sealed form stays`() async throws {
        try await Store.with { store in
            let contents = ContentRepository(store.database)
            let hash: ContentHash = try checked(String(repeating: "0f", count: 32))
            #expect(try await contents.find(hash) == nil)
            let bytes = (0...255).map { UInt8($0) }
            try await contents.insert(hash: hash, sealed: bytes, size: 256)
            try await contents.insert(hash: hash, sealed: [1], size: 1)
            #expect(try await contents.find(hash) == bytes)
        }
    }
}
