/// A number as Python sees it: truth values count as 0 and 1.
enum Number: Equatable {
    case int(Int)
    case double(Double)
    /// Only numbers that do not fit into 64 bits.
    case big(BigInteger)

    @inline(__always)
    init?(_ value: Value) {
        switch value {
        case .int(let number): self = .int(number)
        case .double(let number): self = .double(number)
        case .bool(let truth): self = .int(truth ? 1 : 0)
        case .object(let object):
            guard let big = object as? BigIntegerValue else { return nil }
            self = .big(big.number)
        default: return nil
        }
    }

    /// The nearest floating number; infinite for a whole one that is too large.
    var asDouble: Double {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        case .big(let number): number.asDouble
        }
    }

    /// The floating number, or Python's refusal of a whole one that is too large.
    func floating() throws(JinjaError) -> Double {
        if case .big(let number) = self, number.asDouble.isInfinite { throw Arithmetic.tooLarge }
        return self.asDouble
    }

    /// The number when it is whole by kind.
    var whole: BigInteger? {
        switch self {
        case .int(let number): BigInteger(number)
        case .big(let number): number
        case .double: nil
        }
    }

    var value: Value {
        switch self {
        case .int(let number): .int(number)
        case .double(let number): .double(number)
        case .big(let number): .whole(number)
        }
    }

    static func == (a: Number, b: Number) -> Bool {
        switch (a, b) {
        case (.int(let x), .int(let y)): x == y
        case (.double(let x), .double(let y)): x == y
        case (.int(let x), .double(let y)), (.double(let y), .int(let x)): Int(exactly: y) == x
        case (.big(let x), .big(let y)): x == y
        case (.big(let x), .double(let y)), (.double(let y), .big(let x)):
            y.isFinite && y.rounded() == y && BigInteger(truncating: y) == x
        default: false
        }
    }

    /// Python compares a whole and a floating number exactly, without rounding the whole one.
    static func < (a: Number, b: Number) -> Bool {
        switch (a, b) {
        case (.int(let x), .int(let y)): return x < y
        case (.double(let x), .double(let y)): return x < y
        case (.int(let x), .double(let y)):
            if y.isNaN { return false }
            if y >= 9_223_372_036_854_775_808.0 { return true }
            if y < -9_223_372_036_854_775_808.0 { return false }
            let whole = Int(y.rounded(.down))
            return x < whole || (x == whole && Double(whole) < y)
        case (.double(let x), .int(let y)):
            if x.isNaN { return false }
            if x >= 9_223_372_036_854_775_808.0 { return false }
            if x < -9_223_372_036_854_775_808.0 { return true }
            return Int(x.rounded(.down)) < y
        case (.big(let x), .double(let y)):
            if y.isInfinite || y.isNaN { return y > 0 }
            // Floating numbers of this size are whole.
            return x < BigInteger(truncating: y)
        case (.double(let x), .big(let y)):
            if x.isInfinite || x.isNaN { return x < 0 }
            return BigInteger(truncating: x) < y
        case (.big(let x), .int): return x.isNegative
        case (.int, .big(let y)): return !y.isNegative
        case (.big(let x), .big(let y)): return x < y
        }
    }
}
