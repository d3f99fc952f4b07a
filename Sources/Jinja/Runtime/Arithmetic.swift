#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Python's arithmetic on 64-bit whole numbers and floating ones; a result that does not fit is an error.
enum Arithmetic {
    @inline(__always)
    static func apply(
        _ operation: BinaryOperator, _ a: Value, _ b: Value, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        if let result = try self.numbers(operation, a, b) { return result }
        return try self.others(operation, a, b, rendering)
    }

    /// The result for two numbers; nil for other kinds.
    static func numbers(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws(JinjaError) -> Value? {
        guard let x = Number(a), let y = Number(b) else { return nil }
        if case (.int(let x), .int(let y)) = (x, y) { return try self.whole(operation, x, y) }
        return .double(try self.floating(operation, x.asDouble, y.asDouble))
    }

    private static func whole(_ operation: BinaryOperator, _ x: Int, _ y: Int) throws(JinjaError) -> Value {
        switch operation {
        case .add: return .int(try self.fitting(x.addingReportingOverflow(y)))
        case .subtract: return .int(try self.fitting(x.subtractingReportingOverflow(y)))
        case .multiply: return .int(try self.fitting(x.multipliedReportingOverflow(by: y)))
        case .divide:
            guard y != 0 else { throw self.divisionByZero }
            return .double(Double(x) / Double(y))
        case .floorDivide:
            guard y != 0 else { throw self.divisionByZero }
            let quotient = try self.fitting(x.dividedReportingOverflow(by: y))
            return .int(x % y != 0 && (x < 0) != (y < 0) ? quotient - 1 : quotient)
        case .modulo:
            guard y != 0 else { throw self.divisionByZero }
            if y == -1 { return .int(0) }
            let rest = x % y
            return .int(rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest)
        case .power: return try self.power(x, y)
        case .and, .or: return .none
        }
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

    private static func power(_ base: Int, _ exponent: Int) throws(JinjaError) -> Value {
        if exponent < 0 { return .double(try self.floating(.power, Double(base), Double(exponent))) }
        var result = 1
        var factor = base
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = try self.fitting(result.multipliedReportingOverflow(by: factor)) }
            rest >>= 1
            if rest > 0 { factor = try self.fitting(factor.multipliedReportingOverflow(by: factor)) }
        }
        return .int(result)
    }

    static func signed(_ value: Value, isNegative: Bool) throws(JinjaError) -> Value {
        if case .undefined(let undefined) = value { throw undefined.error }
        switch Number(value) {
        case .int(let number):
            return .int(isNegative ? try self.fitting((0).subtractingReportingOverflow(number)) : number)
        case .double(let number): return .double(isNegative ? -number : number)
        case nil: throw JinjaError(.type, "A \(value.typeName) cannot have a sign")
        }
    }

    private static func fitting(_ result: (partialValue: Int, overflow: Bool)) throws(JinjaError) -> Int {
        guard !result.overflow else { throw self.tooLarge }
        return result.partialValue
    }

    private static var divisionByZero: JinjaError { JinjaError(.arithmetic, "Division by zero") }
    static var tooLarge: JinjaError { JinjaError(.arithmetic, "The result does not fit into 64 bits") }
}
