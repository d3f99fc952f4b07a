/// Python's format specification: `[[fill]align][sign][z][#][0][width][,][.precision][type]`.
struct FormatSpec {
    private var fill = " "
    private var align: Unicode.Scalar?
    /// Whether a zero before the width pads numbers behind their sign.
    private var padsWithZeros = false
    private var dropsNegativeZero = false
    private var sign: Unicode.Scalar = "-"
    private var isAlternate = false
    private var width = 0
    private var grouping: Unicode.Scalar?
    private var precision: Int?
    private var type: Unicode.Scalar?

    static func text(_ value: Value, _ spec: String, _ rendering: Rendering) throws(JinjaError) -> String {
        if spec.isEmpty { return try rendering.text(of: value) }
        let format = try FormatSpec(Array(spec.unicodeScalars), rendering)
        switch value {
        case .string(let text), .markup(let text): return try format.plain(text, rendering)
        case .bool(let truth):
            return format.type == nil
                ? try format.number(truth ? "1" : "0", isNegative: false, rendering)
                : try format.whole(BigInteger(truth ? 1 : 0), rendering)
        case .int(let number): return try format.whole(BigInteger(number), rendering)
        case .object(let object as BigIntegerValue): return try format.whole(object.number, rendering)
        case .double(let number): return try format.floating(number, rendering)
        case .undefined(let undefined):
            if undefined.isStrict { throw undefined.error }
            return ""
        default: throw JinjaError(.type, "A \(value.typeName) cannot be formatted with “\(spec)”")
        }
    }

    private init(_ spec: [Unicode.Scalar], _ rendering: Rendering) throws(JinjaError) {
        var here = 0
        func at(_ index: Int) -> Unicode.Scalar? { index < spec.count ? spec[index] : nil }
        let aligns: [Unicode.Scalar] = ["<", ">", "^", "="]
        var hasFill = false
        if let second = at(1), aligns.contains(second) {
            hasFill = true
            self.fill = String(Character(spec[0]))
            self.align = second
            here = 2
        } else if let first = at(0), aligns.contains(first) {
            self.align = first
            here = 1
        }
        if let scalar = at(here), ["+", "-", " "].contains(scalar) {
            self.sign = scalar
            here += 1
        }
        if at(here) == "z" {
            self.dropsNegativeZero = true
            here += 1
        }
        if at(here) == "#" {
            self.isAlternate = true
            here += 1
        }
        // With a fill of its own, the zero is a digit of the width.
        if at(here) == "0", !hasFill {
            self.fill = "0"
            self.padsWithZeros = self.align == nil
            here += 1
        }
        func number() -> Int? {
            var value: Int?
            while let scalar = at(here), scalar.value >= 48, scalar.value <= 57 {
                value = min((value ?? 0) * 10 + Int(scalar.value - 48), 1 << 40)
                here += 1
            }
            return value
        }
        self.width = number() ?? 0
        if let scalar = at(here), scalar == "," || scalar == "_" {
            self.grouping = scalar
            here += 1
        }
        if at(here) == "." {
            here += 1
            guard let precision = number() else { throw JinjaError(.value, "The precision of a format is missing") }
            self.precision = precision
        }
        self.type = at(here)
        guard here + 1 >= spec.count else { throw JinjaError(.value, "A format specification is not valid") }
        try rendering.checkLength(max(self.width, self.precision ?? 0))
    }

    private func plain(_ text: String, _ rendering: Rendering) throws(JinjaError) -> String {
        guard self.type == nil || self.type == "s", self.align != "=", self.grouping == nil,
            self.sign == "-", !self.isAlternate, !self.dropsNegativeZero
        else { throw JinjaError(.value, "This format specification is for numbers, not for text") }
        let cut = self.precision.map { PythonText.string(text.unicodeScalars.prefix($0)) } ?? text
        return try self.padded(cut, default: "<", rendering)
    }

    private func whole(_ number: BigInteger, _ rendering: Rendering) throws(JinjaError) -> String {
        var digits: String
        var prefix = ""
        try self.checkGrouping()
        let isFloating = self.type.map { "eEfFgG%".unicodeScalars.contains($0) } ?? false
        guard isFloating || !self.dropsNegativeZero else {
            throw JinjaError(.value, "Only numbers with a fraction have a negative zero")
        }
        switch self.type {
        case nil, "d", "n": digits = try number.magnitude.decimal()
        case "b": (digits, prefix) = (number.digits(radix: 2), "0b")
        case "o": (digits, prefix) = (number.digits(radix: 8), "0o")
        case "x": (digits, prefix) = (number.digits(radix: 16), "0x")
        case "X": (digits, prefix) = (number.digits(radix: 16, uppercase: true), "0X")
        case "c":
            guard let scalar = number.asInt.flatMap(UInt32.init(exactly:)).flatMap(Unicode.Scalar.init) else {
                throw JinjaError(.arithmetic, "There is no character of that number")
            }
            guard self.sign == "-", !self.isAlternate, self.precision == nil else {
                throw JinjaError(.value, "A character has no sign and no precision")
            }
            return try self.padded(String(Character(scalar)), default: ">", rendering)
        case "e", "E", "f", "F", "g", "G", "%": return try self.floating(try Number.big(number).floating(), rendering)
        default: throw JinjaError(.value, "This format specification is not for whole numbers")
        }
        guard self.precision == nil else { throw JinjaError(.value, "Whole numbers have no precision") }
        digits = self.grouped(digits, size: prefix.isEmpty ? 3 : 4)
        return try self.number((self.isAlternate ? prefix : "") + digits, isNegative: number.isNegative, rendering)
    }

    private func floating(_ number: Double, _ rendering: Rendering) throws(JinjaError) -> String {
        let magnitude = number.magnitude
        var digits: String
        try self.checkGrouping()
        switch self.type {
        case nil:
            if let precision = self.precision {
                digits = FixedText.general(magnitude, max(1, precision), keepsZeros: self.isAlternate)
                if magnitude.isFinite, !digits.contains("."), !digits.contains("e") { digits += ".0" }
            } else {
                digits = FloatText.repr(magnitude)
            }
        case "f", "F": digits = FixedText.fixed(magnitude, self.precision ?? 6, keepsPoint: self.isAlternate)
        case "e", "E": digits = FixedText.exponent(magnitude, self.precision ?? 6, keepsPoint: self.isAlternate)
        case "g", "G", "n":
            digits = FixedText.general(magnitude, max(1, self.precision ?? 6), keepsZeros: self.isAlternate)
        case "%": digits = FixedText.fixed(magnitude * 100, self.precision ?? 6, keepsPoint: self.isAlternate) + "%"
        default: throw JinjaError(.value, "This format specification is not for numbers with a fraction")
        }
        if let type = self.type, type.properties.isUppercase { digits = digits.uppercased() }
        let end = digits.firstIndex { !$0.isASCII || !$0.isNumber } ?? digits.endIndex
        digits = self.grouped(String(digits[..<end]), size: 3) + digits[end...]
        // A number that is rounded to zero may drop its sign.
        let isZero =
            self.dropsNegativeZero && !digits.prefix { $0 != "e" && $0 != "E" }.contains { "123456789in".contains($0) }
        return try self.number(digits, isNegative: number.sign == .minus && !number.isNaN && !isZero, rendering)
    }

    /// A comma parts the digits of ten, an underscore those of other bases too.
    private func checkGrouping() throws(JinjaError) {
        guard let grouping = self.grouping, let type = self.type else { return }
        let allowed = grouping == "," ? "deEfFgG%" : "deEfFgG%boxX"
        guard allowed.unicodeScalars.contains(type) else {
            throw JinjaError(.value, "“\(Character(grouping))” does not go with “\(Character(type))” in a format")
        }
    }

    private func grouped(_ digits: String, size: Int) -> String {
        guard let grouping = self.grouping else { return digits }
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index) % size == 0 { result.unicodeScalars.append(grouping) }
            result.append(digit)
        }
        return result
    }

    private func number(_ digits: String, isNegative: Bool, _ rendering: Rendering) throws(JinjaError) -> String {
        let sign = isNegative ? "-" : self.sign == "-" ? "" : String(Character(self.sign))
        guard self.align == "=" || self.padsWithZeros else {
            return try self.padded(sign + digits, default: ">", rendering)
        }
        let prefixLength = self.isAlternate && ["x", "X", "o", "b"].contains(self.type ?? " ") ? 2 : 0
        let prefix = digits.prefix(prefixLength)
        var body = String(digits.dropFirst(prefixLength))
        let room = self.width - sign.utf8.count - prefixLength
        if self.fill == "0", self.grouping != nil {
            // Zeros are grouped too, and may make the number one wider than asked for.
            let end = body.firstIndex { $0 == "." || $0 == "e" } ?? body.endIndex
            var digits = body[..<end].filter { $0.isNumber }
            while self.grouped(digits, size: 3).utf8.count + body[end...].utf8.count < room { digits = "0" + digits }
            body = self.grouped(digits, size: 3) + body[end...]
            return sign + prefix + body
        }
        return sign + prefix + PythonText.repeated(self.fill, max(0, room - body.utf8.count)) + body
    }

    private func padded(
        _ text: String, default align: Unicode.Scalar, _ rendering: Rendering
    ) throws(JinjaError) -> String {
        let missing = self.width - text.unicodeScalars.count
        guard missing > 0 else { return text }
        let chosen = self.align == "=" ? "<" : self.align ?? align
        let left = chosen == "<" ? 0 : chosen == "^" ? missing / 2 : missing
        return PythonText.repeated(self.fill, left) + text + PythonText.repeated(self.fill, missing - left)
    }
}
