#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Attributes and methods of numbers and ranges.
extension Methods {
    /// `real`, `imag`, `numerator` and `denominator`, which Python's numbers have without a call.
    static func member(_ name: String, of number: Value) -> Value? {
        switch (Number(number), name) {
        case (let whole?, "real"): return whole.value
        case (.double?, "imag"): return .double(0)
        case (.int?, "imag"), (.big?, "imag"): return .int(0)
        case (.int(let whole)?, "numerator"): return .int(whole)
        case (.big(let whole)?, "numerator"): return .whole(whole)
        case (.int?, "denominator"), (.big?, "denominator"): return .int(1)
        default: return nil
        }
    }

    static func floating(_ name: String, _ number: Double, _ arguments: Arguments) throws(JinjaError) -> Value {
        _ = try arguments.positionalOnly(0...0)
        switch name {
        case "conjugate": return .double(number)
        case "hex": return .string(self.hex(number))
        case "as_integer_ratio":
            guard number.isFinite else {
                throw JinjaError(
                    number.isNaN ? .value : .arithmetic, "Infinity and NaN are no ratio of whole numbers")
            }
            return try self.ratio(number)
        default: return .bool(number == number.rounded() && number.isFinite)
        }
    }

    /// The ratio in lowest terms: the significand without its trailing zeros, times or over a power of two.
    private static func ratio(_ number: Double) throws(JinjaError) -> Value {
        guard number != 0 else { return .tuple(TupleValue([.int(0), .int(1)])) }
        var exponent = Int(number.exponent) - 52
        var digits = Int(number.magnitude.significand * 4_503_599_627_370_496)
        if number.magnitude < Double.leastNormalMagnitude {
            digits = Int(number.magnitude.bitPattern)
            exponent = -1074
        }
        while digits & 1 == 0 {
            digits >>= 1
            exponent += 1
        }
        let signed = Value.int(number < 0 ? -digits : digits)
        let power = try Arithmetic.numbers(.power, .int(2), .int(abs(exponent))) ?? .int(1)
        guard exponent > 0 else { return .tuple(TupleValue([signed, power])) }
        return .tuple(TupleValue([try Arithmetic.numbers(.multiply, signed, power) ?? signed, .int(1)]))
    }

    private static func hex(_ number: Double) -> String {
        let sign = number.sign == .minus && !number.isNaN ? "-" : ""
        if number.isNaN { return "nan" }
        if number.isInfinite { return sign + "inf" }
        if number == 0 { return sign + "0x0.0p+0" }
        let isSmall = number.magnitude < Double.leastNormalMagnitude
        let digits = String(number.magnitude.significandBitPattern, radix: 16)
        let exponent = isSmall ? -1022 : Int(number.exponent)
        let zeros = PythonText.repeated("0", 13 - digits.utf8.count)
        return "\(sign)0x\(isSmall ? 0 : 1).\(zeros)\(digits)p\(exponent < 0 ? "" : "+")\(exponent)"
    }

    static func range(_ name: String, _ range: RangeValue, _ arguments: Arguments) throws(JinjaError) -> Value {
        let item = try arguments.positionalOnly(1...1)[0]
        let isInside = try range.contains(item) ?? false
        if name == "count" { return .int(isInside ? 1 : 0) }
        guard isInside, let number = Number(item)?.asDouble else {
            throw JinjaError(.value, "The number is not in the range")
        }
        return .int((Int(number) - range.start) / range.step)
    }
}
