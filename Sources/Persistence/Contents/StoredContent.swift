public import Domain

/// A stored text as its sealed bytes, and how they become the text.
public struct StoredContent: Sendable {
    public let hash: ContentHash
    public let sealed: [UInt8]
    /// Size of the text in bytes.
    public let size: Int
    public let encoding: Encoding

    /// What the sealed bytes are.
    public enum Encoding: Sendable, Hashable {
        /// The text itself.
        case plain
        /// The text, compressed.
        case compressed
        /// The difference from another text.
        case difference(from: ContentHash)

        /// The text that is needed first; none for a whole one.
        public var base: ContentHash? { if case .difference(let base) = self { base } else { nil } }

        /// The word that is stored.
        var word: String {
            switch self {
            case .plain: "plain"
            case .compressed: "zstd"
            case .difference: "difference"
            }
        }
    }

    /// A content as stored.
    public init(hash: ContentHash, sealed: [UInt8], size: Int, encoding: Encoding) {
        self.hash = hash
        self.sealed = sealed
        self.size = size
        self.encoding = encoding
    }
}
