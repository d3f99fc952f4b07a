public import Domain
public import Persistence
public import Secrets

/// Keeps configurations once each, under the hash of their bytes, sealed because they contain secrets.
public struct ContentStore: Sendable {
    private let database: Database
    private let keyRing: KeyRing

    /// A store in the database, sealed by the key ring.
    public init(database: Database, keyRing: KeyRing) {
        self.database = database
        self.keyRing = keyRing
    }

    /// Stores a text unless it is there already; the answer is its name.
    @discardableResult
    public func put(_ text: String) async throws -> ContentHash {
        let hash = try Self.hash(of: text)
        let sealed = try keyRing.seal(Secret(text), context: Self.context(hash))
        try await ContentRepository(database).insert(hash: hash, sealed: sealed.bytes, size: text.utf8.count)
        return hash
    }

    /// The text of this name; a problem when it is missing or the key does not open it.
    public func text(_ hash: ContentHash) async throws -> String {
        guard let bytes = try await ContentRepository(database).find(hash) else {
            throw Problem(.failed, code: "content_missing", "A stored configuration is missing from the database.")
        }
        return try keyRing.open(SealedSecret(bytes: bytes), context: Self.context(hash)).reveal()
    }

    static func hash(of text: String) throws -> ContentHash {
        guard let hash = ContentHash(SHA256.hex(text)) else {
            throw Problem(.failed, code: "hash_malformed", "A configuration could not be hashed.")
        }
        return hash
    }

    private static func context(_ hash: ContentHash) -> String {
        "content/\(hash)"
    }
}
