/// Filters on numbers.
extension Filters {
    static let numbers: [String: Filter] = [
        "abs": Filter { value, arguments, _ throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            if case .undefined(let undefined) = value { throw undefined.error }
            switch Number(value) {
            case .int(let number): return try Arithmetic.signed(.int(number), isNegative: number < 0)
            case .big(let number): return .whole(number.magnitude)
            case .double(let number): return .double(number.magnitude)
            case nil: throw JinjaError(.type, "abs needs a number, not a \(value.typeName)")
            }
        },
        "int": Filter { value, arguments, _ throws(JinjaError) in
            let bound = try arguments.bind("default", "base")
            let base = value.stringValue == nil ? 10 : try bound[1]?.wholeNumber("int") ?? 10
            return try Filters.whole(value, base) ?? bound[0] ?? .int(0)
        },
        "float": Filter { value, arguments, _ throws(JinjaError) in
            let fallback = try arguments.bind("default")[0] ?? .double(0)
            if case .undefined(let undefined) = value { throw undefined.error }
            if let number = Number(value) { return .double(try number.floating()) }
            return value.stringValue.flatMap(NumberText.double).map(Value.double) ?? fallback
        },
        "round": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("precision", "method")
            let precision = try bound[0]?.wholeNumber("round") ?? 0
            let method = try bound[1]?.textArgument("round") ?? "common"
            guard ["common", "ceil", "floor"].contains(method) else {
                throw JinjaError(.value, "round rounds by “common”, “ceil” or “floor”")
            }
            if case .undefined(let undefined) = value { throw undefined.error }
            guard let number = Number(value) else {
                throw JinjaError(.type, "round needs a number, not a \(value.typeName)")
            }
            return try Rounding.round(number, precision, method, rendering)
        },
        "sum": Filter { value, arguments, rendering throws(JinjaError) in
            let bound = try arguments.bind("attribute", "start")
            var total = bound[1] ?? .int(0)
            if total.stringValue != nil { throw JinjaError(.type, "sum adds numbers; use join for text") }
            let path = try AttributePath(bound[0] ?? .none)
            for item in try rendering.array(value) {
                total = try Arithmetic.apply(.add, total, try path.value(of: item, rendering), rendering)
            }
            return total
        },
        "filesizeformat": Filter { value, arguments, rendering throws(JinjaError) in
            let isBinary = try arguments.bind("binary")[0]?.isTrue() ?? false
            if case .undefined(let undefined) = value { throw undefined.error }
            guard let size = try Number(value)?.floating() ?? value.stringValue.flatMap(NumberText.double) else {
                throw JinjaError(.type, "filesizeformat needs a number, not a \(value.typeName)")
            }
            return .string(try Filters.fileSize(size, isBinary: isBinary))
        },
    ]

    private static func whole(_ value: Value, _ base: Int) throws(JinjaError) -> Value? {
        switch value {
        case .undefined(let undefined): throw undefined.error
        case .int, .bool: return .int(try value.wholeNumber("int"))
        case .double(let number):
            guard !number.isInfinite else { throw Arithmetic.tooLarge }
            return number.isNaN ? nil : .whole(BigInteger(truncating: number))
        case .object(let object): return object is BigIntegerValue ? value : nil
        case .string(let text), .markup(let text):
            // With a base there is not, Python goes on as if it was no whole number.
            if base == 0 || (base >= 2 && base <= 36), let number = NumberText.int(text, base) { return number }
            guard let number = NumberText.double(text), number.isFinite else { return nil }
            return .whole(BigInteger(truncating: number))
        default: return nil
        }
    }

    private static func fileSize(_ size: Double, isBinary: Bool) throws(JinjaError) -> String {
        let base = isBinary ? 1024.0 : 1000.0
        if size == 1 { return "1 Byte" }
        if size < base {
            guard size.isFinite else { throw Arithmetic.tooLarge }
            return "\(try BigInteger(truncating: size).decimal()) Bytes"
        }
        var unit = base
        for letter in (isBinary ? "KMGTPEZY" : "kMGTPEZY") {
            unit *= base
            if size < unit || letter == "Y" {
                return "\(FixedText.fixed(base * size / unit, 1)) \(letter)\(isBinary ? "iB" : "B")"
            }
        }
        return ""
    }
}
