#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// C's exact formatting of floating point numbers, which Python uses too.
enum FixedText {
    /// `%.nf`.
    static func fixed(_ number: Double, _ digits: Int, keepsPoint: Bool = false) -> String {
        self.format(number, keepsPoint ? "#f" : "f", digits)
    }
    /// `%.ne`.
    static func exponent(_ number: Double, _ digits: Int, keepsPoint: Bool = false) -> String {
        self.format(number, keepsPoint ? "#e" : "e", digits)
    }
    /// `%.ng`; `keepsZeros` is the `#` flag, as is `keepsPoint` of the others.
    static func general(_ number: Double, _ digits: Int, keepsZeros: Bool = false) -> String {
        self.format(number, keepsZeros ? "#g" : "g", digits)
    }

    private static func format(_ number: Double, _ letter: String, _ digits: Int) -> String {
        if number.isNaN { return "nan" }
        if number.isInfinite { return number < 0 ? "-inf" : "inf" }
        let flag = letter.hasPrefix("#") ? "#" : ""
        let pattern = "%\(flag).*\(letter.suffix(1))"
        return withVaList([Int32(clamping: digits), number]) { arguments in
            var buffer = [CChar](repeating: 0, count: 64)
            let needed = vsnprintf(&buffer, buffer.count, pattern, arguments)
            guard needed >= buffer.count else { return self.string(buffer) }
            return withVaList([Int32(clamping: digits), number]) { again in
                var large = [CChar](repeating: 0, count: Int(needed) + 1)
                vsnprintf(&large, large.count, pattern, again)
                return self.string(large)
            }
        }
    }

    private static func string(_ buffer: [CChar]) -> String {
        String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// `round()`, with Python's correct rounding of decimals.
enum Rounding {
    static func round(
        _ number: Number, _ precision: Int, _ method: String, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        if method == "common" {
            if let whole = number.whole {
                // More digits than the longest number has.
                guard precision >= -20_000 else { return .int(0) }
                return .whole(precision >= 0 ? whole : self.halfEven(whole, -precision))
            }
            let floating = number.asDouble
            guard floating.isFinite, precision <= 400 else { return .double(floating) }
            if precision < -308 { return .double(floating.sign == .minus ? -0.0 : 0.0) }
            if precision >= 0 { return .double(Double(FixedText.fixed(floating, precision)) ?? floating) }
            let factor = pow(10, Double(-precision))
            return .double((floating / factor).rounded(.toNearestOrEven) * factor)
        }
        guard precision >= -400, precision <= 400 else {
            throw JinjaError(.value, "The precision of round is too large")
        }
        let factor = try Arithmetic.apply(.power, .int(10), .int(precision), rendering)
        let scaled = try Arithmetic.apply(.multiply, number.value, factor, rendering)
        var whole = scaled
        if case .double(let floating) = scaled {
            guard floating.isFinite else { throw Arithmetic.tooLarge }
            whole = .whole(BigInteger(truncating: floating.rounded(method == "ceil" ? .up : .down)))
        }
        return try Arithmetic.apply(.divide, whole, factor, rendering)
    }

    private static func halfEven(_ number: BigInteger, _ digits: Int) -> BigInteger {
        var factor = BigInteger(1)
        for _ in 0..<digits { factor = factor * BigInteger(10) }
        let (quotient, rest) = number.dividedDown(by: factor)
        let doubled = rest + rest
        let isUp = factor < doubled || (factor == doubled && (quotient.words.first ?? 0) & 1 == 1)
        return (isUp ? quotient + BigInteger(1) : quotient) * factor
    }
}
