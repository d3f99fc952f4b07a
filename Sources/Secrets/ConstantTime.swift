import CCrypto

/// Comparisons whose time does not depend on where the first difference is.
public enum ConstantTime {
    /// True when both hold the same bytes; different lengths answer false at once.
    public static func equal(_ one: some Collection<UInt8>, _ other: some Collection<UInt8>) -> Bool {
        let (left, right) = (Array(one), Array(other))
        guard left.count == right.count else { return false }
        return CRYPTO_memcmp(left, right, left.count) == 0
    }

    /// True when both texts have the same UTF-8 bytes.
    public static func equal(_ one: String, _ other: String) -> Bool {
        equal(one.utf8, other.utf8)
    }
}
