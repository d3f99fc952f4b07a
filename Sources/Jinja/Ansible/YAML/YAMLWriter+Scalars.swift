/// Texts and other single values.
extension YAMLWriter {
    func plainText(_ value: Value) throws(JinjaError) -> String {
        switch value {
        case .string(let text), .markup(let text): return text
        case .none: return "null"
        case .bool(let truth): return truth ? "true" : "false"
        case .int(let number): return String(number)
        case .double(let number):
            if number.isNaN { return ".nan" }
            if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
            let text = FloatText.repr(number)
            return text.utf8.contains(46) ? text : PythonText.replace(text, "e", ".0e", count: 1)
        case .undefined(let undefined): throw undefined.error
        case .object(let object):
            guard let wide = object as? BigIntegerValue else {
                throw JinjaError(.type, "A \(object.typeName) cannot be written as YAML")
            }
            return try wide.number.decimal()
        default: return ""
        }
    }

    mutating func scalar(_ value: Value, _ place: Place) throws(JinjaError) {
        let text = try self.plainText(value)
        let shape = YAMLScalar(text)
        let isKey = place == .key
        var isPlain = self.flowLevel > 0 ? shape.mayBePlainInFlow : shape.mayBePlainInBlock
        if text.isEmpty, self.flowLevel > 0 || isKey { isPlain = false }
        if value.stringValue != nil, isPlain { isPlain = try YAMLKind.kind(of: text, self.rendering) == .text }
        try self.indented(isFlow: true) { writer throws(JinjaError) in
            if isPlain {
                try writer.plain(shape.scalars, mayBreak: !isKey)
            } else if shape.mayBeSingleQuoted, !(isKey && shape.isMultiline) {
                try writer.singleQuoted(shape.scalars, mayBreak: !isKey)
            } else {
                try writer.doubleQuoted(shape.scalars, mayBreak: !isKey)
            }
        }
    }

    private mutating func plain(_ scalars: [Unicode.Scalar], mayBreak: Bool) throws(JinjaError) {
        if !self.isAfterSpace, !scalars.isEmpty || self.flowLevel > 0 { try self.put(" ") }
        var afterSpace = false
        for (index, scalar) in scalars.enumerated() {
            let isNextSpace = index + 1 < scalars.count && scalars[index + 1] == " "
            if scalar == " ", mayBreak, !afterSpace, self.column > self.width, !isNextSpace {
                try self.breakLine()
            } else {
                self.put(scalar)
                if scalar != " " { self.isIndention = false }
            }
            afterSpace = scalar == " "
        }
        try self.rendering.checkLength(self.output.utf8.count)
        self.isAfterSpace = false
        self.isIndention = false
    }

    private mutating func singleQuoted(_ scalars: [Unicode.Scalar], mayBreak: Bool) throws(JinjaError) {
        try self.indicator("'", needsSpace: true)
        var afterSpace = false
        var afterBreak = false
        for (index, scalar) in scalars.enumerated() {
            let isInside = index > 0 && index < scalars.count - 1
            if scalar == " " {
                if mayBreak, !afterSpace, self.column > self.width, isInside, scalars[index + 1] != " " {
                    try self.breakLine()
                } else {
                    self.put(scalar)
                }
            } else if YAMLScalar.isBreak(scalar) {
                if !afterBreak, scalar == "\n" { try self.put("\n") }
                self.put(scalar)
                self.column = 0
                self.isIndention = true
            } else {
                if afterBreak { try self.breakLine() }
                if scalar == "'" { self.put(scalar) }
                self.put(scalar)
                self.isIndention = false
            }
            afterSpace = scalar == " "
            afterBreak = YAMLScalar.isBreak(scalar)
        }
        if afterBreak { try self.breakLine() }
        try self.indicator("'", needsSpace: false)
        self.isAfterSpace = false
        self.isIndention = false
    }

    private mutating func doubleQuoted(_ scalars: [Unicode.Scalar], mayBreak: Bool) throws(JinjaError) {
        try self.indicator("\"", needsSpace: true)
        var afterSpace = false
        for (index, scalar) in scalars.enumerated() {
            let isInside = index > 0 && index < scalars.count - 1
            if scalar == " ", mayBreak, !afterSpace, self.column > self.width, isInside {
                try self.breakLine()
                if scalars[index + 1] == " " { try self.put("\\") }
            } else if !YAMLScalar.isPrintable(scalar) || YAMLScalar.isBreak(scalar) || scalar == "\"" || scalar == "\\"
            {
                try self.put(Self.escape(scalar))
            } else {
                self.put(scalar)
            }
            afterSpace = scalar == " "
        }
        try self.indicator("\"", needsSpace: false)
        self.isAfterSpace = false
        self.isIndention = false
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let short: [UInt32: String] = [
            0: "0", 7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 27: "e", 34: "\"", 92: "\\",
            0x85: "N", 0xA0: "_", 0x2028: "L", 0x2029: "P",
        ]
        if let letter = short[scalar.value] { return "\\" + letter }
        let digits = { (width: Int) in StringLiteral.hex(scalar.value, width).uppercased() }
        if scalar.value <= 0xFF { return "\\x" + digits(2) }
        return scalar.value <= 0xFFFF ? "\\u" + digits(4) : "\\U" + digits(8)
    }
}
