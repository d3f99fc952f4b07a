/// Reading numbers as Python's `int` and `float` do.
enum NumberText {
    /// Nil when the text is no number, or has more digits than Python reads.
    static func int(_ text: String, _ base: Int) -> Value? {
        var digits = Array(self.plain(text).utf8)[...]
        var isNegative = false
        if let sign = digits.first, sign == 43 || sign == 45 {
            isNegative = sign == 45
            digits = digits.dropFirst()
        }
        var base = base
        if digits.count > 2, digits.first == 48, let mark = digits.dropFirst().first {
            let prefix = mark == 120 ? 16 : mark == 111 ? 8 : mark == 98 ? 2 : 0
            if prefix != 0, base == prefix || base == 0 {
                base = prefix
                digits = digits.dropFirst(2)
                if digits.first == 95 { digits = digits.dropFirst() }
            }
        }
        if base == 0 {
            base = 10
            if digits.first == 48, digits.contains(where: { $0 != 48 && $0 != 95 }) { return nil }
        }
        guard let cleaned = self.withoutUnderscores(digits) else { return nil }
        var values: [UInt8] = []
        for byte in cleaned {
            let digit = byte.isDigit ? byte - 48 : byte >= 97 && byte <= 122 ? byte - 87 : 99
            guard digit < base else { return nil }
            values.append(digit)
        }
        return BigInteger(digits: values, radix: base, isNegative: isNegative).map(Value.whole)
    }

    /// Nil when the text is no number.
    static func double(_ text: String) -> Double? {
        let stripped = self.plain(text)
        let unsigned = stripped.drop { $0 == "+" || $0 == "-" }
        guard stripped.utf8.count - unsigned.utf8.count <= 1 else { return nil }
        switch unsigned {
        case "inf", "infinity": return stripped.hasPrefix("-") ? -Double.infinity : Double.infinity
        case "nan": return Double.nan
        default: break
        }
        guard let cleaned = self.withoutUnderscores(Array(unsigned.utf8)[...]),
            cleaned.allSatisfy({ $0.isDigit || $0 == 46 || $0 == 101 || $0 == 43 || $0 == 45 }),
            cleaned.first.map({ $0.isDigit || $0 == 46 }) == true
        else { return nil }
        var plain = String(decoding: cleaned, as: UTF8.self)
        // Python accepts `5.` and `.5`.
        plain = PythonText.replace(plain, ".e", ".0e")
        if plain.hasPrefix(".") { plain = "0" + plain }
        if plain.hasSuffix(".") { plain += "0" }
        guard let number = Double(plain) else { return nil }
        return stripped.hasPrefix("-") ? -number : number
    }

    /// The text without spaces around it, in lower case, with the digits of other scripts as those of ASCII.
    private static func plain(_ text: String) -> String {
        let stripped = PythonText.strip(text).lowercased()
        guard !PythonText.isASCII(stripped) else { return stripped }
        return PythonText.string(
            stripped.unicodeScalars.map { scalar in
                guard scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue,
                    let plain = Unicode.Scalar(UInt32(48 + digit))
                else { return scalar }
                return plain
            })
    }

    /// Underscores may stand between digits only.
    private static func withoutUnderscores(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        var last: UInt8 = 95
        for byte in digits {
            if byte == 95 {
                if last == 95 { return nil }
            } else {
                result.append(byte)
            }
            last = byte
        }
        return last == 95 ? nil : result
    }
}
