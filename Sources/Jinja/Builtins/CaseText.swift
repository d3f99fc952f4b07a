/// Upper and lower case as Python knows them.
enum CaseText {
    static func lower(_ text: String) -> String {
        guard text.unicodeScalars.contains("Σ") else { return text.lowercased() }
        let scalars = Array(text.unicodeScalars)
        return scalars.indices.map { self.lower(scalars, $0) }.joined()
    }

    /// One character in lower case; a capital sigma depends on what is around it.
    private static func lower(_ scalars: [Unicode.Scalar], _ index: Int) -> String {
        guard scalars[index] == "Σ" else { return scalars[index].properties.lowercaseMapping }
        let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
        let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
        return before?.properties.isCased == true && after?.properties.isCased != true ? "ς" : "σ"
    }

    /// Python's `casefold`: what differs only by case becomes equal.
    static func fold(_ text: String) -> String {
        if PythonText.isASCII(text) { return text.lowercased() }
        return text.unicodeScalars.map { scalar in
            switch scalar {
            case "ı": "ı"
            case "ẞ": "ss"
            // Cherokee folds to its capitals.
            case "\u{13A0}"..."\u{13F5}": String(Character(scalar))
            case "\u{13F8}"..."\u{13FD}", "\u{AB70}"..."\u{ABBF}": scalar.properties.uppercaseMapping
            default: scalar.properties.uppercaseMapping.lowercased()
            }
        }.joined()
    }

    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 128 { return UInt8(scalar.value).isWord }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            return true
        default: return scalar == "_"
        }
    }

    /// The first character in title case, the rest in lower case.
    static func capitalize(_ text: String) -> String {
        if PythonText.isASCII(text) {
            return self.mapASCII(text) { byte, position in position == 0 ? self.upper(byte) : self.lower(byte) }
        }
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first else { return "" }
        return first.properties.titlecaseMapping + scalars.indices.dropFirst().map { self.lower(scalars, $0) }.joined()
    }

    private static func upper(_ byte: UInt8) -> UInt8 { byte >= 97 && byte <= 122 ? byte - 32 : byte }
    private static func lower(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }

    /// A text of ASCII with each byte replaced.
    private static func mapASCII(_ text: String, _ change: (UInt8, Int) -> UInt8) -> String {
        String(unsafeUninitializedCapacity: text.utf8.count) { target in
            var end = 0
            for byte in text.utf8 {
                target[end] = change(byte, end)
                end += 1
            }
            return end
        }
    }

    /// Jinja2's `title`: words begin after spaces, hyphens and opening brackets.
    static func titleFilter(_ text: String) -> String {
        if PythonText.isASCII(text) { return self.titleOfASCII(text) }
        var result = ""
        var word = String.UnicodeScalarView()
        func flush() {
            guard let first = word.first else { return }
            result += first.properties.uppercaseMapping + self.lower(String(word.dropFirst()))
            word = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            if PythonText.isSpace(scalar) || "-({[<".unicodeScalars.contains(scalar) {
                flush()
                result.unicodeScalars.append(scalar)
            } else {
                word.append(scalar)
            }
        }
        flush()
        return result
    }

    private static func titleOfASCII(_ text: String) -> String {
        var isInWord = false
        return String(unsafeUninitializedCapacity: text.utf8.count) { target in
            var end = 0
            for byte in text.utf8 {
                switch byte {
                case 97...122: target[end] = isInWord ? byte : byte - 32
                case 65...90: target[end] = isInWord ? byte + 32 : byte
                default: target[end] = byte
                }
                isInWord = !(byte.isSpace || byte == 45 || byte == 40 || byte == 123 || byte == 91 || byte == 60)
                end += 1
            }
            return end
        }
    }

    /// Python's `str.title`: words are runs of letters.
    static func title(_ text: String) -> String {
        var isInWord = false
        if PythonText.isASCII(text) {
            return self.mapASCII(text) { byte, _ in
                defer { isInWord = byte.isLetter }
                return isInWord ? self.lower(byte) : self.upper(byte)
            }
        }
        var result = ""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let isCased = scalar.properties.isCased
            if isCased {
                result += isInWord ? self.lower(scalars, index) : scalar.properties.titlecaseMapping
            } else {
                result.unicodeScalars.append(scalar)
            }
            isInWord = isCased
        }
        return result
    }

    static func swapCase(_ text: String) -> String {
        if PythonText.isASCII(text) {
            return self.mapASCII(text) { byte, _ in byte.isLetter ? byte ^ 32 : byte }
        }
        var result = ""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if scalar.properties.isUppercase {
                result += self.lower(scalars, index)
            } else if scalar.properties.isLowercase {
                result += scalar.properties.uppercaseMapping
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// Python's `isupper`, `isdigit` and the like.
enum TextTests {
    static func isLower(_ text: String) -> Bool {
        var hasCased = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter { return false }
            if scalar.properties.isLowercase { hasCased = true }
        }
        return hasCased
    }

    static func isUpper(_ text: String) -> Bool {
        var hasCased = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isLowercase || scalar.properties.generalCategory == .titlecaseLetter { return false }
            if scalar.properties.isUppercase { hasCased = true }
        }
        return hasCased
    }

    static func isTitle(_ text: String) -> Bool {
        var hasCased = false
        var isAfterCased = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter {
                if isAfterCased { return false }
                isAfterCased = true
                hasCased = true
            } else if scalar.properties.isLowercase {
                if !isAfterCased { return false }
                hasCased = true
            } else {
                isAfterCased = false
            }
        }
        return hasCased
    }

    static func all(_ text: String, _ test: (Unicode.Scalar) -> Bool) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy(test)
    }

    static func isAlpha(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    static func isDecimal(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .decimalNumber }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.numericType == .decimal || scalar.properties.numericType == .digit
    }

    static func isNumeric(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType != nil }

    static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        self.isAlpha(scalar) || self.isNumeric(scalar)
    }
}
