/// Arithmetic with Python's rules: division rounds down, and the remainder has the sign of the divisor.
extension BigInteger {
    static func + (a: BigInteger, b: BigInteger) -> BigInteger {
        if a.isNegative == b.isNegative {
            return BigInteger(isNegative: a.isNegative, words: self.sum(a.words, b.words))
        }
        if self.order(a.words, b.words) >= 0 {
            return BigInteger(isNegative: a.isNegative, words: self.difference(a.words, b.words))
        }
        return BigInteger(isNegative: b.isNegative, words: self.difference(b.words, a.words))
    }

    static func - (a: BigInteger, b: BigInteger) -> BigInteger { a + b.negated }

    static func * (a: BigInteger, b: BigInteger) -> BigInteger {
        var result = [UInt32](repeating: 0, count: a.words.count + b.words.count)
        for (i, x) in a.words.enumerated() {
            var carry: UInt64 = 0
            for (j, y) in b.words.enumerated() {
                let part = UInt64(x) * UInt64(y) + UInt64(result[i + j]) + carry
                result[i + j] = UInt32(truncatingIfNeeded: part)
                carry = part >> 32
            }
            result[i + b.words.count] = UInt32(carry)
        }
        return BigInteger(isNegative: a.isNegative != b.isNegative, words: result)
    }

    private static func sum(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(a.count, b.count) {
            let part = UInt64(index < a.count ? a[index] : 0) + UInt64(index < b.count ? b[index] : 0) + carry
            result.append(UInt32(truncatingIfNeeded: part))
            carry = part >> 32
        }
        return result + [UInt32(carry)]
    }

    /// `a - b` for magnitudes, where `a` is not the smaller one.
    private static func difference(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var borrow: Int64 = 0
        for index in a.indices {
            var part = Int64(a[index]) - Int64(index < b.count ? b[index] : 0) - borrow
            borrow = part < 0 ? 1 : 0
            if part < 0 { part += 1 << 32 }
            result.append(UInt32(part))
        }
        return result
    }

    /// The quotient rounded down and the remainder; the divisor is not zero.
    func dividedDown(by divisor: BigInteger) -> (quotient: BigInteger, remainder: BigInteger) {
        let (magnitude, rest) = Self.divide(self.words, divisor.words)
        let quotient = BigInteger(isNegative: self.isNegative != divisor.isNegative, words: magnitude)
        let remainder = BigInteger(isNegative: self.isNegative, words: rest)
        if remainder.isZero || remainder.isNegative == divisor.isNegative { return (quotient, remainder) }
        return (quotient - BigInteger(1), remainder + divisor)
    }

    /// Magnitude and rest of a division of magnitudes (Knuth, algorithm D).
    static func divide(_ a: [UInt32], _ b: [UInt32]) -> (quotient: [UInt32], remainder: [UInt32]) {
        guard self.order(a, b) >= 0, let last = b.last else { return ([], a) }
        if b.count == 1 {
            let (quotient, rest) = self.divide(a, by: last)
            return (quotient, [rest])
        }
        let shift = last.leadingZeroBitCount
        let divisor = BigInteger(isNegative: false, words: b).shiftedLeft(shift).words
        var rest = BigInteger(isNegative: false, words: a).shiftedLeft(shift).words
        while rest.count <= a.count { rest.append(0) }
        let count = divisor.count
        let (first, second) = (UInt64(divisor[count - 1]), UInt64(divisor[count - 2]))
        var quotient = [UInt32](repeating: 0, count: rest.count - count)
        for place in quotient.indices.reversed() {
            let top = UInt64(rest[place + count]) << 32 | UInt64(rest[place + count - 1])
            var guess = top / first
            var left = top % first
            while guess >> 32 != 0 || guess * second > (left << 32 | UInt64(rest[place + count - 2])) {
                guess -= 1
                left += first
                if left >> 32 != 0 { break }
            }
            if self.subtract(divisor, times: guess, from: &rest, at: place) {
                guess -= 1
                self.add(divisor, to: &rest, at: place)
            }
            quotient[place] = UInt32(truncatingIfNeeded: guess)
        }
        return (quotient, BigInteger(isNegative: false, words: rest).shiftedRight(shift).words)
    }

    /// Whether more was subtracted than there was.
    private static func subtract(
        _ divisor: [UInt32], times guess: UInt64, from rest: inout [UInt32], at place: Int
    ) -> Bool {
        var borrow: UInt64 = 0
        for index in divisor.indices {
            let product = guess * UInt64(divisor[index]) + borrow
            let low = UInt32(truncatingIfNeeded: product)
            borrow = product >> 32 + (rest[place + index] < low ? 1 : 0)
            rest[place + index] &-= low
        }
        let top = UInt64(rest[place + divisor.count])
        rest[place + divisor.count] = UInt32(truncatingIfNeeded: top &- borrow)
        return top < borrow
    }

    private static func add(_ divisor: [UInt32], to rest: inout [UInt32], at place: Int) {
        var carry: UInt64 = 0
        for index in divisor.indices {
            let part = UInt64(rest[place + index]) + UInt64(divisor[index]) + carry
            rest[place + index] = UInt32(truncatingIfNeeded: part)
            carry = part >> 32
        }
        rest[place + divisor.count] &+= UInt32(carry)
    }

    static func divide(_ a: [UInt32], by divisor: UInt32) -> (quotient: [UInt32], remainder: UInt32) {
        var quotient = a
        var rest: UInt64 = 0
        for index in a.indices.reversed() {
            let part = rest << 32 | UInt64(a[index])
            quotient[index] = UInt32(part / UInt64(divisor))
            rest = part % UInt64(divisor)
        }
        return (quotient, UInt32(rest))
    }

    /// `a / b` correctly rounded, as Python divides whole numbers; the divisor is not zero.
    static func quotient(_ a: BigInteger, _ b: BigInteger) -> Double {
        if a.isZero { return b.isNegative ? -0.0 : 0 }
        // The quotient gets at least 66 bits; the rest can only break a tie.
        let shift = max(0, 66 - (a.bitWidth - b.bitWidth))
        let (words, rest) = self.divide(a.magnitude.shiftedLeft(shift).words, b.words)
        var sticky = words
        if rest.contains(where: { $0 != 0 }) { sticky[0] |= 1 }
        let magnitude = BigInteger(isNegative: false, words: sticky).asDouble
        let result = Double(sign: .plus, exponent: -shift, significand: magnitude)
        return a.isNegative != b.isNegative ? -result : result
    }
}
