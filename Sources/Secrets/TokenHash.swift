/// What the database keeps of a token: its SHA-256, enough for 256 random bits.
public struct TokenHash: Sendable, Hashable, CustomStringConvertible {
    /// The 32 bytes of the digest.
    public let bytes: [UInt8]

    /// Hashes a token as a client presented it.
    public init(of text: String) {
        bytes = SHA256.hash(text.utf8)
    }

    /// Takes a stored hash; nil unless it has 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { Hexadecimal.text(bytes) }
    /// The same as `hex`; a hash may be logged, the token may not.
    public var description: String { hex }

    /// Compares in constant time.
    public static func == (one: TokenHash, other: TokenHash) -> Bool {
        ConstantTime.equal(one.bytes, other.bytes)
    }
}
