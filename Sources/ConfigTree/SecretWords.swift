/// Words after which a value is taken for a secret where no rule of the platform knows the line.
struct SecretWords: Sendable {
    /// How sure a word is.
    enum Suspicion: Sendable {
        case none
        /// A word that has other meanings, too: `key`, `community`.
        case weak
        /// A word that has no other meaning: `password`, `secret`.
        case strong
    }

    private let own: Set<String>

    /// The words that every platform has, and some of its own; nothing takes one away.
    init(own: some Sequence<String> = []) { self.own = Set(own.lazy.map { $0.lowercased() }) }

    /// Names longer than this in bytes are values, not names.
    private static let longestName = 48

    /// What a word says about the value after it.
    func suspicion(_ word: ArraySlice<UInt8>) -> Suspicion {
        let bare = Self.trimmed(word)
        guard bare.count > 1, bare.count <= Self.longestName, bare.allSatisfy({ SecretLine.isNamePart($0) || $0 == 58 })
        else { return .none }
        let lower = bare.map(\.lowercased)
        let name = String(decoding: lower, as: UTF8.self)
        if Self.harmless.contains(name) { return .none }
        if own.contains(name) { return .weak }
        if Self.isStrong(lower) { return .strong }
        // The header of a request, and not «% Authorization failed» or «aaa authorization …».
        if name.hasSuffix("authorization") { return word.contains { $0 == 58 || $0 == 61 } ? .strong : .none }
        if Self.weak.contains(name) { return .weak }
        return Self.parts(bare).contains(where: Self.weak.contains) ? .weak : .none
    }

    /// True when one of the strong words stands anywhere in the name.
    private static func isStrong(_ name: [UInt8]) -> Bool {
        name.indices.contains { start in
            strongByFirst[Int(name[start])].contains { name[start...].starts(with: $0) }
        }
    }

    /// The strong words by their first byte.
    private static let strongByFirst = (0..<256).map { first in
        strong.map { Array($0.utf8) }.filter { $0.first.map(Int.init) == first }
    }

    private static let marks = Set("\"':=,;{}[]()<>*$@/-".utf8)

    /// Without quotes and punctuation at both ends.
    private static func trimmed(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = word
        while let first = rest.first, marks.contains(first) { rest.removeFirst() }
        while let last = rest.last, marks.contains(last) { rest.removeLast() }
        return rest
    }

    /// The parts of a name: between marks, and where a capital letter follows a small one.
    private static func parts(_ name: ArraySlice<UInt8>) -> [String] {
        var parts: [[UInt8]] = [[]]
        var before: UInt8 = 0
        for byte in name {
            if !SecretLine.isLetter(byte), !byte.isDigit {
                parts.append([])
            } else {
                if (65...90).contains(byte), (97...122).contains(before) { parts.append([]) }
                parts[parts.count - 1].append(byte.lowercased)
            }
            before = byte
        }
        return parts.count > 1 ? parts.map { String(decoding: $0, as: UTF8.self) } : []
    }

    private static let strong = [
        "passw", "secret", "passphrase", "pass-phrase", "presharedkey", "pre-shared-key", "preshared-key", "credential",
        "private-key", "privatekey", "apikey", "api-key", "api_key", "accesskey", "access-key", "access_key",
        "bindpw", "authkey", "privkey", "shared-key", "passkey", "bearer",
    ]

    private static let weak: Set<String> = [
        "key", "community", "md5", "psk", "token", "tokens", "pin", "pass", "pwd", "pw", "cipher", "encrypted", "enc",
        "phash", "passhash", "otp", "ppk", "sshkey", "wpakey", "wepkey", "hexkey", "rootpw", "cookie",
    ]

    /// Names that hold such a word and are followed by no secret on any platform.
    private static let harmless: Set<String> = [
        "password-encryption", "password-policy", "password-control", "password-recovery", "password-storage-hash",
        "password-expiry", "password-aging", "password-history", "password-length", "min-password-length",
        "community-list", "extcommunity-list", "large-community-list", "send-community", "community-map", "key-chain",
        "keychain", "key-exchange", "key-algorithm", "key-type", "key-size", "key-lifetime", "key-id", "trusted-key",
        "public-key-algorithm", "password-authentication", "secret-data", "key-generation", "rekey", "key-usage",
        "key-cipher", "password-prompt", "password-change", "keypair-name", "token-lifetime",
    ]

    /// Protocols after which a key stands, where the word before names what the key is for.
    func isProtocol(_ word: ArraySlice<UInt8>, after before: ArraySlice<UInt8>) -> Bool {
        let before = String(decoding: before, as: UTF8.self)
        let word = String(decoding: word, as: UTF8.self)
        return switch before {
        case "auth", "authentication", "authentication-protocol", "auth-protocol":
            word.hasPrefix("sha") || word.hasPrefix("hmac")
        case "priv", "privacy", "privacy-protocol", "priv-protocol", "privacy-mode":
            word.hasPrefix("aes") || word.hasPrefix("des") || word == "3des"
        default: false
        }
    }
}
