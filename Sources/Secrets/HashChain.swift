/// The audit chain: each entry's hash covers the previous hash and the entry's canonical bytes.
public enum HashChain {
    /// What stands before the first entry: 32 zero bytes.
    public static let start = [UInt8](repeating: 0, count: 32)

    private static let label = Array("netstacks audit chain 1".utf8) + [0]

    /// The hash of an entry that follows the one hashed as `previous` (32 bytes).
    public static func next(after previous: [UInt8], entry: [UInt8]) -> [UInt8] {
        // Both lengths are covered, so no two different pairs have the same bytes.
        var bytes = label
        for part in [previous, entry] {
            withUnsafeBytes(of: UInt64(part.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: part)
        }
        return SHA256.hash(bytes)
    }

    /// The position of the first entry whose stored hash is wrong, or nil when the chain holds.
    public static func firstBreak(
        in entries: some Sequence<(entry: [UInt8], hash: [UInt8])>, after previous: [UInt8] = start
    ) -> Int? {
        var last = previous
        for (position, link) in entries.enumerated() {
            let expected = next(after: last, entry: link.entry)
            guard ConstantTime.equal(expected, link.hash) else { return position }
            last = expected
        }
        return nil
    }
}
