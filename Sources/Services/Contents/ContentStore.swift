import Compression
public import Domain
public import Persistence
public import Secrets

/// Keeps configurations once each, under the hash of their bytes, compressed, and sealed because they contain secrets.
public struct ContentStore: Sendable {
    let database: Database
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
        let contents = ContentRepository(database)
        if try await contents.has(hash) { return hash }
        try await contents.insert(try whole(hash, Array(text.utf8)))
        return hash
    }

    /// The text of this name; a problem when it is missing or the key does not open it.
    public func text(_ hash: ContentHash) async throws -> String {
        String(decoding: try await bytes(hash), as: UTF8.self)
    }

    /// The bytes of this name, put together from all that they build on.
    func bytes(_ hash: ContentHash) async throws -> [UInt8] {
        let chain = try await ContentRepository(database).chain(hash)
        guard let last = chain.last, last.encoding.base == nil else {
            throw Problem(.failed, code: "content_missing", "A stored configuration is missing from the database.")
        }
        var bytes: [UInt8] = []
        for content in chain.reversed() { bytes = try open(content, over: bytes) }
        return bytes
    }

    /// A text that builds on nothing.
    func whole(_ hash: ContentHash, _ bytes: [UInt8]) throws -> StoredContent {
        try sealed(hash, try Zstandard.compress(bytes), size: bytes.count, .compressed)
    }

    /// A text as its difference from another one.
    func difference(
        _ hash: ContentHash, _ bytes: [UInt8], from base: ContentHash, _ baseBytes: [UInt8]
    ) throws -> StoredContent {
        try sealed(
            hash, try Zstandard.compress(bytes, against: baseBytes), size: bytes.count, .difference(from: base))
    }

    private func sealed(
        _ hash: ContentHash, _ frame: [UInt8], size: Int, _ encoding: StoredContent.Encoding
    ) throws -> StoredContent {
        let sealed = try keyRing.seal(Secret(bytes: frame), context: Self.context(hash))
        return StoredContent(hash: hash, sealed: sealed.bytes, size: size, encoding: encoding)
    }

    func open(_ content: StoredContent, over base: [UInt8]) throws -> [UInt8] {
        let secret = try keyRing.open(SealedSecret(bytes: content.sealed), context: Self.context(content.hash))
        let frame = secret.withUnsafeBytes { Array($0) }
        switch content.encoding {
        case .plain: return frame
        case .compressed: return try Zstandard.expand(frame, most: content.size)
        case .difference: return try Zstandard.expand(frame, against: base, most: content.size)
        }
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
