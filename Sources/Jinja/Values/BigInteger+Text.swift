/// Reading and writing digits.
extension BigInteger {
    /// Python refuses to turn more decimal digits than these into a number, or a number into them.
    static let mostDigits = 4300

    /// The number of digits below `radix`, each given as its value; nil when it would be too large.
    init?(digits: [UInt8], radix: Int, isNegative: Bool) {
        guard radix & (radix - 1) == 0 ? digits.count <= 8192 : digits.count <= Self.mostDigits else { return nil }
        var words: [UInt32] = []
        for digit in digits {
            var carry = UInt64(digit)
            for index in words.indices {
                let part = UInt64(words[index]) * UInt64(radix) + carry
                words[index] = UInt32(truncatingIfNeeded: part)
                carry = part >> 32
            }
            if carry > 0 { words.append(UInt32(carry)) }
        }
        self.init(isNegative: isNegative, words: words)
    }

    /// The digits of the magnitude.
    func digits(radix: Int, uppercase: Bool = false) -> String {
        var rest = self.words
        var groups: [String] = []
        let size = radix == 10 ? 9 : radix == 8 ? 10 : radix == 16 ? 7 : 31
        var divisor: UInt32 = 1
        for _ in 0..<size { divisor *= UInt32(radix) }
        while !rest.isEmpty {
            let (quotient, part) = Self.divide(rest, by: divisor)
            rest = BigInteger(isNegative: false, words: quotient).words
            let text = String(part, radix: radix, uppercase: uppercase)
            groups.append(rest.isEmpty ? text : String(repeating: "0", count: size - text.utf8.count) + text)
        }
        return groups.isEmpty ? "0" : groups.reversed().joined()
    }

    /// `str(number)`.
    func decimal() throws(JinjaError) -> String {
        let digits = self.digits(radix: 10)
        guard digits.utf8.count <= Self.mostDigits else {
            throw JinjaError(.value, "A number has more than \(Self.mostDigits) digits")
        }
        return self.isNegative ? "-" + digits : digits
    }
}
