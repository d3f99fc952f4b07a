/// Text as a Python literal.
enum StringLiteral {
    /// The text of a `repr` with everything beyond ASCII as escapes, as Python's `ascii` gives it.
    static func ascii(_ text: String) -> String {
        if PythonText.isASCII(text) { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x80: result.unicodeScalars.append(scalar)
            case 0x80...0xFF: result += "\\x" + Self.hex(scalar.value, 2)
            case 0x100...0xFFFF: result += "\\u" + Self.hex(scalar.value, 4)
            default: result += "\\U" + Self.hex(scalar.value, 8)
            }
        }
        return result
    }

    /// `repr(text)`: single quotes unless the text holds some and no double ones; what cannot be printed is escaped.
    static func repr(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 32 && $0 < 127 && $0 != 39 && $0 != 92 }) { return "'" + text + "'" }
        let quote: Unicode.Scalar = text.utf8.contains(39) && !text.utf8.contains(34) ? "\"" : "'"
        var result = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case quote, "\\":
                result.unicodeScalars.append("\\")
                result.unicodeScalars.append(scalar)
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if self.isPrintable(scalar) {
                    result.unicodeScalars.append(scalar)
                } else if scalar.value < 0x100 {
                    result += "\\x" + self.hex(scalar.value, 2)
                } else if scalar.value < 0x10000 {
                    result += "\\u" + self.hex(scalar.value, 4)
                } else {
                    result += "\\U" + self.hex(scalar.value, 8)
                }
            }
        }
        result.unicodeScalars.append(quote)
        return result
    }

    static func hex(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Python's `str.isprintable` for one character.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value >= 32, scalar.value < 127 { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }
}
