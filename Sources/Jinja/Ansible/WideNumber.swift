/// Whole numbers of 128 bits, as sizes and values of IPv6 networks are, as values.
enum WideNumber {
    /// The number as a value.
    static func value(_ number: UInt128) -> Value { .whole(Self.big(number)) }

    /// One more than `number`, which may be the largest of 128 bits.
    static func successor(of number: UInt128) -> Value { .whole(Self.big(number) + BigInteger(1)) }

    private static func big(_ number: UInt128) -> BigInteger {
        BigInteger(
            isNegative: false, words: (0..<4).map { UInt32(truncatingIfNeeded: number >> UInt128(32 * $0)) })
    }
}
