import Domain
import Persistence

/// Reads many texts that build on each other, each only once.
struct ContentSeries {
    private let store: ContentStore
    private var known: [ContentHash: [UInt8]] = [:]

    init(_ store: ContentStore) { self.store = store }

    /// The text of this name; those read before make it cheap where it builds on one of them.
    mutating func text(_ hash: ContentHash) async throws -> String {
        String(decoding: try await bytes(hash), as: UTF8.self)
    }

    private mutating func bytes(_ hash: ContentHash) async throws -> [UInt8] {
        if let bytes = known[hash] { return bytes }
        // From the text that is asked for down to one that is known or whole.
        var pending: [StoredContent] = []
        var next: ContentHash? = hash
        var bytes: [UInt8] = []
        while let name = next {
            if let found = known[name] {
                bytes = found
                break
            }
            guard let content = try await ContentRepository(store.database).find(name), pending.count < 10_000 else {
                throw Problem(.failed, code: "content_missing", "A stored configuration is missing from the database.")
            }
            pending.append(content)
            next = content.encoding.base
        }
        for content in pending.reversed() {
            bytes = try store.open(content, over: bytes)
            known[content.hash] = bytes
        }
        return bytes
    }
}
