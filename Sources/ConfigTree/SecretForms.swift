/// Values that are secrets by their form, wherever they stand.
enum SecretForms {
    /// The secret part of a word, as positions in it; nil when its form says nothing.
    static func secret(in word: ArraySlice<UInt8>) -> Range<Int>? {
        guard word.count >= 6 else { return nil }
        guard isHash(word) || isToken(word) || isHexadecimal(word) || isBase64(word) else { return nil }
        return word.startIndex..<word.endIndex
    }

    /// What stands between `//` and `@` of a locator, and `user:password@host`.
    static func userInfo(_ word: ArraySlice<UInt8>) -> Range<Int>? {
        guard let at = word.lastIndex(of: UInt8(ascii: "@")), at > word.startIndex else { return nil }
        if let mark = position(of: "://", in: word), mark + 3 < at { return mark + 3..<at }
        guard let colon = word[..<at].firstIndex(of: UInt8(ascii: ":")), colon > word.startIndex, colon + 1 < at else {
            return nil
        }
        return colon + 1..<at
    }

    /// `$1$…`, `$6$…`, `$9$…`, `$argon2id$…`, `{SSHA}…`, and Huawei's `%^%#…`, `%@%@…`, `$1a$…`.
    private static func isHash(_ word: ArraySlice<UInt8>) -> Bool {
        switch word.first {
        case UInt8(ascii: "$"):
            guard let end = word.dropFirst().firstIndex(of: UInt8(ascii: "$")) else { return false }
            let name = word[(word.startIndex + 1)..<end]
            return (1...12).contains(name.count) && name.allSatisfy(SecretLine.isNamePart) && end + 1 < word.endIndex
        case UInt8(ascii: "%"), UInt8(ascii: "@"):
            return word.prefix(4).allSatisfy(Set("%^#@$+".utf8).contains) && word.count > 8
        case UInt8(ascii: "{"):
            guard let end = word.firstIndex(of: UInt8(ascii: "}")) else { return false }
            let name = String(decoding: word[(word.startIndex + 1)..<end], as: UTF8.self).lowercased()
            return ["ssha", "sha", "md5", "smd5", "crypt", "ssha256", "ssha512", "pbkdf2"].contains(name)
        default: return false
        }
    }

    /// Tokens of well-known issuers, and signed tokens of three parts.
    private static func isToken(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count >= 16 else { return false }
        return prefixes.contains { word.starts(with: $0) }
    }

    private static let prefixes: [[UInt8]] = [
        "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "xoxa-", "AKIA", "ASIA", "AIza", "eyJ",
        "hvs.",
        "sk-", "sk_live_", "SG.", "dop_v1_", "npm_", "pypi-",
    ].map { Array($0.utf8) }

    /// At least 32 digits, also in groups with colons where no address has so many.
    private static func isHexadecimal(_ word: ArraySlice<UInt8>) -> Bool {
        var digits = 0
        var colons = 0
        for (index, byte) in word.enumerated() {
            if byte == UInt8(ascii: ":") {
                colons += 1
            } else if byte.isDigit || (97...102).contains(byte.lowercased) {
                digits += 1
            } else if !(index == 1 && byte.lowercased == UInt8(ascii: "x")) {
                return false
            }
        }
        return colons == 0 ? digits >= 32 : digits >= 24 && colons >= 11
    }

    /// At least 24 letters and digits of all kinds, mixed as no name is.
    private static func isBase64(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count >= 24 else { return false }
        var previous = Kind.other
        var changes = 0
        var seen: Set<Kind> = []
        for byte in word {
            guard let kind = Kind(byte) else { return false }
            if kind != .other {
                if previous != .other, kind != previous { changes += 1 }
                seen.insert(kind)
            }
            previous = kind
        }
        if word.last == UInt8(ascii: "="), word.count >= 32 { return true }
        return seen.count == 3 && changes * 5 >= word.count * 2 && !isInterface(word)
    }

    private enum Kind {
        case upper, lower, digit, other

        /// nil for what base64 does not have.
        init?(_ byte: UInt8) {
            switch byte {
            case 65...90: self = .upper
            case 97...122: self = .lower
            case 48...57: self = .digit
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "_"):
                self = .other
            default: return nil
            }
        }
    }

    /// Letters, then numbers between slashes.
    private static func isInterface(_ word: ArraySlice<UInt8>) -> Bool {
        word.drop(while: SecretLine.isLetter).allSatisfy { $0.isDigit || $0 == UInt8(ascii: "/") }
    }

    static func position(of text: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        text.withUTF8Buffer { wanted in
            guard bytes.count >= wanted.count else { return nil }
            return (bytes.startIndex...(bytes.endIndex - wanted.count)).first { start in
                bytes[start] == wanted[0] && bytes[start..<start + wanted.count].elementsEqual(wanted)
            }
        }
    }
}
