import Domain
import Persistence
import Testing

struct ContentRepositoryTests {
    @Test func `a text is stored once, and the first sealed form stays`() async throws {
        try await Store.with { store in
            let contents = ContentRepository(store.database)
            let hash: ContentHash = try checked(String(repeating: "0f", count: 32))
            #expect(try await contents.chain(hash).isEmpty)
            let bytes = (0...255).map { UInt8($0) }
            try await contents.insert(StoredContent(hash: hash, sealed: bytes, size: 256, encoding: .compressed))
            try await contents.insert(StoredContent(hash: hash, sealed: [1], size: 1, encoding: .plain))
            let chain = try await contents.chain(hash)
            #expect(chain.map(\.sealed) == [bytes] && chain.first?.encoding == .compressed)
        }
    }

    @Test func `a text builds on a newer one that is whole`() async throws {
        try await Store.with { store in
            let contents = ContentRepository(store.database)
            let (old, new) = (try await store.content("a"), try await store.content("b"))
            try await contents.update(
                StoredContent(hash: old, sealed: [7], size: 100, encoding: .difference(from: new)))
            #expect(try await contents.chain(old).map(\.hash) == [old, new])
            #expect(try await contents.lockWhole([old, new]) == [new])
        }
    }
}
