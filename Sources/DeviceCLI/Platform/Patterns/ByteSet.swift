/// A set of bytes, asked before a regular expression is run.
struct ByteSet: Sendable, Equatable {
    private var words: SIMD4<UInt64> = .zero

    static let blanks = ByteSet([0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C])
    static let digits = ByteSet(0x30...0x39)
    static let word = ByteSet(0x30...0x39).union(ByteSet(0x41...0x5A)).union(ByteSet(0x61...0x7A)).union(
        ByteSet([0x5F])
    )
    .union(otherSigns)
    /// Bytes of characters beyond ASCII: classes may hold such characters, and which ones is not worth knowing.
    static let nonASCII = ByteSet(0x80...0xFF)
    static let ascii = ByteSet(0x00...0x7F)
    static let all = ByteSet(0x00...0xFF)

    init(_ bytes: some Sequence<UInt8> = EmptyCollection()) {
        for byte in bytes { self.words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
    }

    /// Characters beyond ASCII are told apart only as blanks and others, by these bytes, which no text in UTF-8 holds.
    static let otherBlanks = nonASCII.without(0xFF)
    static let otherSigns = nonASCII.without(0xFE)
    private static let told = ascii.union(ByteSet([0xFE, 0xFF]))

    /// Whether a character may match both.
    func meets(_ other: ByteSet) -> Bool { !self.intersection(Self.told).isDisjoint(with: other) }

    private func without(_ byte: UInt8) -> ByteSet { self.intersection(ByteSet([byte]).complement) }

    func contains(_ byte: UInt8) -> Bool {
        let byte = min(byte, 0x80)
        return self.has(byte)
    }

    private func has(_ byte: UInt8) -> Bool { self.words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0 }

    func union(_ other: ByteSet) -> ByteSet {
        var set = self
        set.words |= other.words
        return set
    }

    func intersection(_ other: ByteSet) -> ByteSet {
        var set = self
        set.words &= other.words
        return set
    }

    /// Every byte that is not in the set; bytes beyond ASCII stay possible, blanks aside where the set has them all.
    var inverted: ByteSet {
        self.complement.union(self.has(0xFE) && !self.has(0xFF) ? .otherSigns : .nonASCII)
    }

    /// Every byte that is not in the set.
    var complement: ByteSet {
        var set = self
        set.words = ~set.words
        return set
    }

    func isDisjoint(with other: ByteSet) -> Bool { self.words & other.words == .zero }

    /// Roughly how likely a text of a device holds one of the bytes: signs are rare, letters, digits and blanks are not.
    var commonness: Int {
        let inASCII = self.intersection(.ascii)
        let common = inASCII.intersection(Self.common).count
        return common * 100 + inASCII.count - common
    }

    private static let common = word.union(blanks)

    private var count: Int { (0..<4).reduce(0) { $0 + self.words[$1].nonzeroBitCount } }

    func isSubset(of other: ByteSet) -> Bool { self.words & ~other.words == .zero }
}
