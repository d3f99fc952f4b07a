/// A whole number of any size up to 32,768 bits, as Python's `int`; used where 64 bits are not enough.
struct BigInteger: Hashable, Sendable {
    let isNegative: Bool
    /// The magnitude in words of 32 bits, lowest first, without leading zeros.
    let words: [UInt32]

    static let largestWidth = 1 << 15

    init(isNegative: Bool, words: [UInt32]) {
        var words = words
        while words.last == 0 { words.removeLast() }
        self.words = words
        self.isNegative = isNegative && !words.isEmpty
    }

    /// A number of at most 64 bits.
    init(_ number: some BinaryInteger) {
        let magnitude = UInt64(truncatingIfNeeded: number.magnitude)
        self.init(
            isNegative: number < 0, words: [UInt32(truncatingIfNeeded: magnitude), UInt32(magnitude >> 32)])
    }

    /// The whole part of a finite number.
    init(truncating number: Double) {
        let magnitude = number.magnitude
        guard magnitude >= 1 else {
            self.init(0)
            return
        }
        let bits = UInt64(magnitude.significandBitPattern) | 1 << 52
        let shift = Int(magnitude.exponent) - 52
        let whole = BigInteger(isNegative: number < 0, words: [UInt32(truncatingIfNeeded: bits), UInt32(bits >> 32)])
        self = shift >= 0 ? whole.shiftedLeft(shift) : whole.shiftedRight(-shift)
    }

    /// The same number in 64 bits, when it fits.
    var asInt: Int? {
        guard self.words.count <= 2 else { return nil }
        var magnitude: UInt64 = 0
        for (index, word) in self.words.enumerated() { magnitude |= UInt64(word) << (32 * UInt64(index)) }
        if self.isNegative { return magnitude <= 1 << 63 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil }
        return Int(exactly: magnitude)
    }

    var isZero: Bool { self.words.isEmpty }
    var negated: BigInteger { BigInteger(isNegative: !self.isNegative, words: self.words) }
    var magnitude: BigInteger { BigInteger(isNegative: false, words: self.words) }

    /// The bits of the magnitude.
    var bitWidth: Int {
        guard let last = self.words.last else { return 0 }
        return self.words.count * 32 - last.leadingZeroBitCount
    }

    /// The nearest floating number, ties to even; infinite when none is near.
    var asDouble: Double {
        let width = self.bitWidth
        let shift = max(0, width - 64)
        let top = self.magnitude.shiftedRight(shift)
        var bits: UInt64 = 0
        for (index, word) in top.words.enumerated() { bits |= UInt64(word) << (32 * UInt64(index)) }
        // What was cut off only matters for ties: one bit remembers that there was something.
        if shift > 0, top.shiftedLeft(shift) != self.magnitude { bits |= 1 }
        let result = Double(sign: .plus, exponent: shift, significand: Double(bits))
        return self.isNegative ? -result : result
    }

    func shiftedLeft(_ count: Int) -> BigInteger {
        let bits = UInt32(count % 32)
        var result = [UInt32](repeating: 0, count: count / 32)
        var carry: UInt32 = 0
        for word in self.words {
            result.append(word << bits | carry)
            carry = bits == 0 ? 0 : word >> (32 - bits)
        }
        return BigInteger(isNegative: self.isNegative, words: result + [carry])
    }

    func shiftedRight(_ count: Int) -> BigInteger {
        let bits = UInt32(count % 32)
        let kept = Array(self.words.dropFirst(count / 32))
        var result: [UInt32] = []
        for index in kept.indices {
            let above = index + 1 < kept.count && bits > 0 ? kept[index + 1] << (32 - bits) : 0
            result.append(kept[index] >> bits | above)
        }
        return BigInteger(isNegative: self.isNegative, words: result)
    }

    static func < (a: BigInteger, b: BigInteger) -> Bool {
        if a.isNegative != b.isNegative { return a.isNegative }
        let order = self.order(a.words, b.words)
        return a.isNegative ? order > 0 : order < 0
    }

    static func order(_ a: [UInt32], _ b: [UInt32]) -> Int {
        if a.count != b.count { return a.count < b.count ? -1 : 1 }
        for (x, y) in zip(a.reversed(), b.reversed()) where x != y { return x < y ? -1 : 1 }
        return 0
    }
}

/// A whole number beyond 64 bits inside templates.
// Unchecked like its base, which a subclass cannot take back; its one property is a constant value, so it needs no lock.
final class BigIntegerValue: Object, @unchecked Sendable {
    let number: BigInteger

    init(_ number: BigInteger) {
        self.number = number
    }

    override var typeName: String { "int" }
    override func printed(_ printer: inout Printer) throws(JinjaError) -> String? { try self.number.decimal() }
    override func equals(_ other: Object) throws(JinjaError) -> Bool {
        (other as? BigIntegerValue)?.number == self.number
    }
}

extension Value {
    /// A whole number of any size.
    static func whole(_ number: BigInteger) -> Value {
        number.asInt.map(Value.int) ?? .object(BigIntegerValue(number))
    }
}
