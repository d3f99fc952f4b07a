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
    static func fixed(_ number: Double, _ digits: Int) -> String { self.format(number, "f", digits) }
    /// `%.ne`.
    static func exponent(_ number: Double, _ digits: Int) -> String { self.format(number, "e", digits) }
    /// `%.ng`; `keepsZeros` is the `#` flag.
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
        guard precision >= -400, precision <= 400 else {
            throw JinjaError(.value, "The precision of round is too large")
        }
        if method == "common" {
            switch number {
            case .int(let whole):
                if precision >= 0 { return .int(whole) }
                return .int(try self.halfEven(whole, -precision))
            case .double(let floating):
                guard floating.isFinite else { return .double(floating) }
                if precision >= 0 { return .double(Double(FixedText.fixed(floating, precision)) ?? floating) }
                let factor = pow(10, Double(-precision))
                return .double((floating / factor).rounded(.toNearestOrEven) * factor)
            }
        }
        let factor = try Arithmetic.apply(.power, .int(10), .int(precision), rendering)
        let source: Value
        switch number {
        case .int(let whole): source = .int(whole)
        case .double(let floating): source = .double(floating)
        }
        let scaled = Number(try Arithmetic.apply(.multiply, source, factor, rendering))?.asDouble ?? 0
        guard scaled.isFinite else { throw Arithmetic.tooLarge }
        let whole = try NumberText.whole(scaled.rounded(method == "ceil" ? .up : .down))
        return try Arithmetic.apply(.divide, .int(whole), factor, rendering)
    }

    private static func halfEven(_ number: Int, _ digits: Int) throws(JinjaError) -> Int {
        guard digits < 19 else { return 0 }
        var factor = 1
        for _ in 0..<digits { factor *= 10 }
        let rest = ((number % factor) + factor) % factor
        let lower = number - rest
        let isUp = rest * 2 > factor || (rest * 2 == factor && (lower / factor) % 2 != 0)
        return isUp ? lower + factor : lower
    }
}
