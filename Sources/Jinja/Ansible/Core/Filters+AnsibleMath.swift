#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Ansible's filters on numbers and sizes.
extension Filters {
    static let ansibleMath: [String: Filter] = [
        "log": Filter { value, arguments, _ throws(JinjaError) in
            let base = try arguments.bind("base")[0]
            let number = try Filters.real(value, "log")
            guard number > 0 || number.isNaN else { throw JinjaError(.value, "log needs a number above 0") }
            guard let base else { return .double(log(number)) }
            let divisor = try Filters.real(base, "log")
            if divisor == 10 { return .double(log10(number)) }
            guard divisor > 0, divisor != 1 else { throw JinjaError(.value, "The base of log is above 0 and not 1") }
            return .double(log(number) / log(divisor))
        },
        "pow": Filter { value, arguments, rendering throws(JinjaError) in
            let power = try arguments.bind("y", required: 1)[0] ?? .none
            return try Arithmetic.apply(
                .power, .double(try Filters.real(value, "pow")), .double(try Filters.real(power, "pow")), rendering)
        },
        "root": Filter { value, arguments, rendering throws(JinjaError) in
            let number = try Filters.real(value, "root")
            let base = try arguments.bind("base")[0] ?? .int(2)
            var degree = base.stringValue.flatMap(NumberText.double)
            if degree == nil { degree = try Filters.real(base, "root") }
            guard let degree, degree != 0 else { throw JinjaError(.arithmetic, "The degree of a root is not 0") }
            if Number(base) != nil, degree == 2 {
                guard number >= 0 else { throw JinjaError(.value, "root needs a number that is not negative") }
                return .double(number.squareRoot())
            }
            return try Arithmetic.apply(.power, .double(number), .double(1 / degree), rendering)
        },
        "human_readable": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("isbits", "unit")
            if case .undefined(let undefined) = value { throw undefined.error }
            guard let size = Number(value)?.asDouble else {
                throw JinjaError(.type, "human_readable needs a number, not a \(value.typeName)")
            }
            let unit = try bound[1].flatMap { $0.isNone ? nil : $0 }?.textArgument("human_readable").uppercased()
            return .string(ByteSize.text(size, isBits: try bound[0]?.isTrue() ?? false, unit: unit))
        },
        "human_to_bytes": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("default_unit", "isbits")
            let unit = try bound[0].flatMap { $0.isNone ? nil : $0 }?.textArgument("human_to_bytes")
            return try ByteSize.number(
                try rendering.definedText(value), unit: unit, isBits: try bound[1]?.isTrue() ?? false)
        },
    ]

    private static func real(_ value: Value, _ name: String) throws(JinjaError) -> Double {
        if case .undefined(let undefined) = value { throw undefined.error }
        guard let number = Number(value) else {
            throw JinjaError(.type, "\(name) needs a number, not a \(value.typeName)")
        }
        return number.asDouble
    }
}

/// Sizes with units, in powers of 1024.
enum ByteSize {
    private static let units: [(letter: Character, bits: Int, name: String)] = [
        ("Y", 80, "yotta"), ("Z", 70, "zetta"), ("E", 60, "exa"), ("P", 50, "peta"), ("T", 40, "tera"),
        ("G", 30, "giga"), ("M", 20, "mega"), ("K", 10, "kilo"), ("B", 0, ""),
    ]

    static func text(_ size: Double, isBits: Bool, unit: String?) -> String {
        let base = isBits ? "bits" : "Bytes"
        for (letter, bits, _) in self.units {
            let limit = Double(sign: .plus, exponent: bits, significand: 1)
            guard bits == 0 || (unit == nil ? size >= limit : unit == String(letter)) else { continue }
            let suffix = bits == 0 ? base : "\(letter)\(base.prefix(1))"
            return "\(FixedText.fixed(size / limit, 2)) \(suffix)"
        }
        return base
    }

    /// The number of bytes, or bits, that a text such as `2.5 MB` means.
    static func number(_ text: String, unit given: String?, isBits: Bool) throws(JinjaError) -> Value {
        let refused = JinjaError(.value, "human_to_bytes needs a number and a unit such as 2K, 1.5MB or 10Mb")
        var bytes = Array(PythonText.rstrip(text).utf8)[...]
        let digits = bytes.prefix { $0.isDigit || $0 == 46 }
        let dots = digits.filter { $0 == 46 }.count
        guard dots <= 1, digits.last?.isDigit == true,
            let number = Double("0" + String(decoding: digits, as: UTF8.self))
        else { throw refused }
        bytes = bytes.dropFirst(digits.count)
        bytes = Array(PythonText.lstrip(String(decoding: bytes, as: UTF8.self)).utf8)[...]
        guard bytes.allSatisfy({ $0 | 32 >= 97 && $0 | 32 <= 122 }) else { throw refused }
        let unit = bytes.isEmpty ? given : String(decoding: bytes, as: UTF8.self)
        guard let unit else { return try self.whole(number.rounded(.toNearestOrEven)) }
        let letter = unit.prefix(1).uppercased()
        guard let known = self.units.first(where: { String($0.letter) == letter }) else { throw refused }
        if unit.count > 1 {
            let word = known.name + (isBits ? "bit" : "byte")
            let short = known.bits == 0 ? isBits ? "b" : "B" : "\(known.letter)\(isBits ? "b" : "B")"
            guard unit.lowercased() == word || unit == short else { throw refused }
        }
        return try self.whole(
            (number * Double(sign: .plus, exponent: known.bits, significand: 1)).rounded(.toNearestOrEven))
    }

    private static func whole(_ number: Double) throws(JinjaError) -> Value {
        guard let whole = UInt128(exactly: number) else { throw Arithmetic.tooLarge }
        return WideNumber.value(whole)
    }
}
