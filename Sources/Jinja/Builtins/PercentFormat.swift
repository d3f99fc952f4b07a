/// Python's `pattern % values`.
struct PercentFormat {
    private let isMarkup: Bool
    private let rendering: Rendering
    private let operand: Value
    private var values: [Value]
    private var position = 0

    static func format(
        _ pattern: String, isMarkup: Bool, _ operand: Value, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        if !isMarkup, let text = self.plain(pattern, operand) {
            try rendering.checkLength(text.utf8.count)
            return .string(text)
        }
        var format = PercentFormat(isMarkup: isMarkup, operand, rendering)
        let text = try format.format(Array(pattern.unicodeScalars))
        return isMarkup ? .markup(text) : .string(text)
    }

    private init(isMarkup: Bool, _ operand: Value, _ rendering: Rendering) {
        self.isMarkup = isMarkup
        self.rendering = rendering
        self.operand = operand
        if case .tuple(let tuple) = operand { self.values = tuple.items } else { self.values = [operand] }
    }

    private mutating func format(_ pattern: [Unicode.Scalar]) throws(JinjaError) -> String {
        var result = ""
        var usesNames = false
        var here = 0
        while here < pattern.count {
            guard pattern[here] == "%" else {
                result.unicodeScalars.append(pattern[here])
                here += 1
                continue
            }
            here += 1
            var field = Field()
            var value: Value?
            if here < pattern.count, pattern[here] == "(" {
                (value, here) = try self.named(pattern, here + 1)
                usesNames = true
                // The dictionary stands for the named values, and not for a value of its own any more.
                self.position = self.values.count
            }
            let start = here
            try self.readOptions(pattern, &here, &field)
            // Only a bare `%%` needs no value.
            let hasOptions = here > start
            guard here < pattern.count else { throw JinjaError(.value, "The format ends within a field") }
            let letter = pattern[here]
            here += 1
            if letter == "%", !hasOptions {
                result += "%"
                continue
            }
            if value == nil { value = try self.next() }
            result += try self.text(letter, value ?? .none, field)
            try self.rendering.checkLength(result.utf8.count)
        }
        guard usesNames || self.mayHaveMore || self.position >= self.values.count else {
            throw JinjaError(.type, "The format has fewer fields than there are values")
        }
        return result
    }

    /// Python only counts the values of a tuple or a single one, not of what has items.
    private var mayHaveMore: Bool {
        switch self.operand {
        case .dict, .list, .undefined: true
        case .object(let object): object is RangeValue
        default: false
        }
    }

    private struct Field {
        var isLeft = false
        var hasSign = false
        var hasSpace = false
        var hasZeros = false
        var isAlternate = false
        var width = 0
        var precision: Int?
    }

    private mutating func next() throws(JinjaError) -> Value {
        guard self.position < self.values.count else {
            throw JinjaError(.type, "The format has more fields than there are values")
        }
        self.position += 1
        return self.values[self.position - 1]
    }

    private func named(_ pattern: [Unicode.Scalar], _ start: Int) throws(JinjaError) -> (Value, Int) {
        var depth = 1
        var end = start
        while end < pattern.count {
            if pattern[end] == "(" { depth += 1 }
            if pattern[end] == ")" { depth -= 1 }
            if depth == 0 { break }
            end += 1
        }
        guard end < pattern.count else { throw JinjaError(.value, "The name of a field is not closed") }
        guard case .dict(let dict) = self.operand else {
            throw JinjaError(.type, "A format with names needs a dictionary")
        }
        let name = PythonText.string(pattern[start..<end])
        guard let value = dict.member(name) else {
            throw JinjaError(.value, "The format names “\(name)”, which is not given")
        }
        return (value, end + 1)
    }

    private mutating func readOptions(
        _ pattern: [Unicode.Scalar], _ here: inout Int, _ field: inout Field
    ) throws(JinjaError) {
        flags: while here < pattern.count {
            switch pattern[here] {
            case "-": field.isLeft = true
            case "+": field.hasSign = true
            case " ": field.hasSpace = true
            case "0": field.hasZeros = true
            case "#": field.isAlternate = true
            default: break flags
            }
            here += 1
        }
        if let width = try self.number(pattern, &here) {
            if width < 0 { field.isLeft = true }
            field.width = Int(clamping: width.magnitude)
        }
        if here < pattern.count, pattern[here] == "." {
            here += 1
            field.precision = max(0, try self.number(pattern, &here) ?? 0)
        }
        while here < pattern.count, ["h", "l", "L"].contains(pattern[here]) { here += 1 }
        try self.rendering.checkLength(max(field.width, field.precision ?? 0))
    }

    private mutating func number(_ pattern: [Unicode.Scalar], _ here: inout Int) throws(JinjaError) -> Int? {
        if here < pattern.count, pattern[here] == "*" {
            here += 1
            return try self.next().wholeNumber("format")
        }
        var value: Int?
        while here < pattern.count,
            let digit = pattern[here].properties.numericType == .decimal
                ? Int(String(Character(pattern[here]))) : nil
        {
            let (product, isLarge) = (value ?? 0).multipliedReportingOverflow(by: 10)
            guard !isLarge, product < Int.max - 9 else {
                throw JinjaError(.value, "A width in the format is too large")
            }
            value = product + digit
            here += 1
        }
        return value
    }

    private func text(_ letter: Unicode.Scalar, _ value: Value, _ field: Field) throws(JinjaError) -> String {
        switch letter {
        case "s", "r", "a":
            var text: String
            if letter == "s" {
                text = self.isMarkup ? try self.rendering.escaped(value) : try self.rendering.text(of: value)
            } else {
                var printer = Printer(limit: self.rendering.limits.outputBytes)
                text = try printer.repr(value)
                if letter == "a" { text = StringLiteral.ascii(text) }
                if self.isMarkup { text = HTMLEscape.escape(text) }
            }
            if let precision = field.precision { text = PythonText.string(text.unicodeScalars.prefix(precision)) }
            return try self.padded(text, field)
        case "c":
            if let text = value.stringValue {
                guard text.unicodeScalars.count == 1 else { throw JinjaError(.type, "%c needs one character") }
                return try self.padded(text, field)
            }
            let code = try value.wholeNumber("%c")
            guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
                throw JinjaError(.arithmetic, "%c needs the number of a character")
            }
            return try self.padded(String(Character(scalar)), field)
        case "d", "i", "u", "x", "X", "o": return try self.whole(letter, value, field)
        case "f", "F", "e", "E", "g", "G": return try self.floating(letter, value, field)
        default: throw JinjaError(.value, "There is no format “%\(Character(letter))”")
        }
    }

    private func whole(_ letter: Unicode.Scalar, _ value: Value, _ field: Field) throws(JinjaError) -> String {
        let number: BigInteger
        if case .double(let floating) = value, letter == "d" || letter == "i" || letter == "u" {
            guard floating.isFinite else { throw Arithmetic.tooLarge }
            number = BigInteger(truncating: floating)
        } else if let whole = Number(value)?.whole {
            number = whole
        } else {
            number = BigInteger(try value.wholeNumber("%\(Character(letter))"))
        }
        let radix = letter == "o" ? 8 : letter == "x" || letter == "X" ? 16 : 10
        var digits =
            radix == 10 ? try number.magnitude.decimal() : number.digits(radix: radix, uppercase: letter == "X")
        if let precision = field.precision, digits.utf8.count < precision {
            digits = PythonText.repeated("0", precision - digits.utf8.count) + digits
        }
        let prefix = field.isAlternate && radix != 10 ? "0\(Character(letter))" : ""
        return try self.signed(isNegative: number.isNegative, prefix, digits, field)
    }

    private func floating(_ letter: Unicode.Scalar, _ value: Value, _ field: Field) throws(JinjaError) -> String {
        if case .undefined(let undefined) = value { throw undefined.error }
        guard let number = try Number(value)?.floating() else {
            throw JinjaError(.type, "%\(Character(letter)) needs a number, not a \(value.typeName)")
        }
        let precision = field.precision ?? 6
        var digits: String
        switch letter {
        case "f", "F": digits = FixedText.fixed(number.magnitude, precision, keepsPoint: field.isAlternate)
        case "e", "E": digits = FixedText.exponent(number.magnitude, precision, keepsPoint: field.isAlternate)
        default: digits = FixedText.general(number.magnitude, max(1, precision), keepsZeros: field.isAlternate)
        }
        if letter.properties.isUppercase { digits = digits.uppercased() }
        return try self.signed(isNegative: number.sign == .minus && !number.isNaN, "", digits, field)
    }

    private func signed(
        isNegative: Bool, _ prefix: String, _ digits: String, _ field: Field
    ) throws(JinjaError) -> String {
        let sign = (isNegative ? "-" : field.hasSign ? "+" : field.hasSpace ? " " : "") + prefix
        guard field.hasZeros, !field.isLeft else { return try self.padded(sign + digits, field) }
        let zeros = max(0, field.width - sign.utf8.count - digits.utf8.count)
        return sign + PythonText.repeated("0", zeros) + digits
    }

    private func padded(_ text: String, _ field: Field) throws(JinjaError) -> String {
        field.isLeft
            ? try Padding.left(text, field.width, " ", self.rendering)
            : try Padding.right(text, field.width, " ", self.rendering)
    }
}
