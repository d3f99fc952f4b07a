#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Python's arithmetic on whole and floating numbers; one of more than 32,768 bits is an error.
enum Arithmetic {
    @inline(__always)
    static func apply(
        _ operation: BinaryOperator, _ a: Value, _ b: Value, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        if let result = try self.numbers(operation, a, b) { return result }
        return try self.others(operation, a, b, rendering)
    }

    /// The result for two numbers; nil for other kinds.
    @inline(__always)
    static func numbers(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws(JinjaError) -> Value? {
        guard let x = Number(a), let y = Number(b) else { return nil }
        if case (.int(let x), .int(let y)) = (x, y), let result = self.whole(operation, x, y) { return result }
        return try self.large(operation, x, y)
    }

    /// The result in 64 bits; nil when it needs another way.
    static func whole(_ operation: BinaryOperator, _ x: Int, _ y: Int) -> Value? {
        switch operation {
        case .add: return self.fitting(x.addingReportingOverflow(y))
        case .subtract: return self.fitting(x.subtractingReportingOverflow(y))
        case .multiply: return self.fitting(x.multipliedReportingOverflow(by: y))
        case .divide:
            guard y != 0, x.magnitude < 1 << 53, y.magnitude < 1 << 53 else { return nil }
            return .double(Double(x) / Double(y))
        case .floorDivide:
            guard y != 0, y != -1 else { return nil }
            let quotient = x / y
            return .int(x % y != 0 && (x < 0) != (y < 0) ? quotient - 1 : quotient)
        case .modulo:
            guard y != 0 else { return nil }
            if y == -1 { return .int(0) }
            let rest = x % y
            return .int(rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest)
        case .power, .and, .or: return nil
        }
    }

    @inline(__always)
    private static func fitting(_ result: (partialValue: Int, overflow: Bool)) -> Value? {
        result.overflow ? nil : .int(result.partialValue)
    }

    /// Whole numbers beyond 64 bits, and floating ones.
    @inline(never)
    private static func large(_ operation: BinaryOperator, _ x: Number, _ y: Number) throws(JinjaError) -> Value {
        guard let a = x.whole, let b = y.whole else {
            return .double(try self.floating(operation, try x.floating(), try y.floating()))
        }
        let result: BigInteger
        switch operation {
        case .add: result = a + b
        case .subtract: result = a - b
        case .multiply:
            guard a.bitWidth + b.bitWidth <= BigInteger.largestWidth else { throw self.tooLarge }
            result = a * b
        case .divide:
            guard !b.isZero else { throw self.divisionByZero }
            let quotient = BigInteger.quotient(a, b)
            guard quotient.isFinite else { throw self.tooLarge }
            return .double(quotient)
        case .floorDivide, .modulo:
            guard !b.isZero else { throw self.divisionByZero }
            let parts = a.dividedDown(by: b)
            result = operation == .modulo ? parts.remainder : parts.quotient
        case .power: return try self.power(a, b)
        case .and, .or: return .none
        }
        guard result.bitWidth <= BigInteger.largestWidth else { throw self.tooLarge }
        return .whole(result)
    }

    private static func floating(_ operation: BinaryOperator, _ x: Double, _ y: Double) throws(JinjaError) -> Double {
        switch operation {
        case .add: return x + y
        case .subtract: return x - y
        case .multiply: return x * y
        case .divide:
            guard y != 0 else { throw self.divisionByZero }
            return x / y
        case .floorDivide:
            guard y != 0 else { throw self.divisionByZero }
            let rest = self.modulo(x, y)
            let quotient = (x - rest) / y
            // As CPython does it: the quotient is exact up to rounding, so it is snapped to a whole number.
            if quotient == 0 { return (x / y).sign == .minus ? -0.0 : 0.0 }
            let floor = quotient.rounded(.down)
            return quotient - floor > 0.5 ? floor + 1 : floor
        case .modulo:
            guard y != 0 else { throw self.divisionByZero }
            return self.modulo(x, y)
        case .power:
            if x == 0, y < 0 { throw self.divisionByZero }
            if x < 0, y != y.rounded(), y.isFinite {
                throw JinjaError(.unsupported, "A root of a negative number is not a real number")
            }
            let result = pow(x, y)
            if result.isInfinite, x.isFinite, y.isFinite { throw self.tooLarge }
            return result
        case .and, .or: return 0
        }
    }

    private static func modulo(_ x: Double, _ y: Double) -> Double {
        let rest = fmod(x, y)
        if rest != 0 { return (rest < 0) != (y < 0) ? rest + y : rest }
        return y.sign == .minus ? -0.0 : 0.0
    }

    private static func power(_ base: BigInteger, _ exponent: BigInteger) throws(JinjaError) -> Value {
        if exponent.isNegative {
            return .double(
                try self.floating(.power, try Number.big(base).floating(), try Number.big(exponent).floating()))
        }
        if base.bitWidth <= 1 {
            let isOdd = (exponent.words.first ?? 0) & 1 == 1
            if base.isZero { return .int(exponent.isZero ? 1 : 0) }
            return .int(base.isNegative && isOdd ? -1 : 1)
        }
        guard let count = exponent.asInt, count <= BigInteger.largestWidth,
            (base.bitWidth - 1) * count <= BigInteger.largestWidth
        else { throw self.tooLarge }
        var result = BigInteger(1)
        var factor = base
        var rest = count
        while rest > 0 {
            if rest & 1 == 1 { result = result * factor }
            rest >>= 1
            if rest > 0 { factor = factor * factor }
        }
        guard result.bitWidth <= BigInteger.largestWidth else { throw self.tooLarge }
        return .whole(result)
    }

    static func signed(_ value: Value, isNegative: Bool) throws(JinjaError) -> Value {
        if case .undefined(let undefined) = value { throw undefined.error }
        switch Number(value) {
        case .int(let number):
            if !isNegative { return .int(number) }
            return number == Int.min ? .whole(BigInteger(number).negated) : .int(-number)
        case .double(let number): return .double(isNegative ? -number : number)
        case .big(let number): return .whole(isNegative ? number.negated : number)
        case nil: throw JinjaError(.type, "A \(value.typeName) cannot have a sign")
        }
    }

    private static var divisionByZero: JinjaError { JinjaError(.arithmetic, "Division by zero") }
    static var tooLarge: JinjaError { JinjaError(.arithmetic, "The result is too large") }
}
