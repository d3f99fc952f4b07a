/// The characters that one place of a pattern accepts.
struct RegexSet {
    enum Kind { case digit, space, word }

    enum Item {
        case scalar(UInt32)
        case range(UInt32, UInt32)
        case kind(Kind, isNegated: Bool, isASCII: Bool)
        case any
    }

    private let items: [Item]
    private let isNegated: Bool
    private let ignoresCase: Bool
    /// The answers for the 128 ASCII characters.
    private let low: UInt64
    private let high: UInt64

    init(_ items: [Item], isNegated: Bool = false, ignoresCase: Bool = false) {
        self.items = items
        self.isNegated = isNegated
        self.ignoresCase = ignoresCase
        var bits: [UInt64] = [0, 0]
        for code in UInt32(0)..<128 where Self.answer(code, items, isNegated, ignoresCase) {
            bits[Int(code >> 6)] |= 1 << UInt64(code & 63)
        }
        self.low = bits[0]
        self.high = bits[1]
    }

    static func scalar(_ code: UInt32, ignoresCase: Bool) -> RegexSet {
        RegexSet([.scalar(code)], ignoresCase: ignoresCase)
    }

    @inline(__always)
    func contains(_ code: UInt32) -> Bool {
        if code < 64 { return self.low >> UInt64(code) & 1 == 1 }
        if code < 128 { return self.high >> UInt64(code - 64) & 1 == 1 }
        return Self.answer(code, self.items, self.isNegated, self.ignoresCase)
    }

    private static func answer(_ code: UInt32, _ items: [Item], _ isNegated: Bool, _ ignoresCase: Bool) -> Bool {
        var found = items.contains { self.matches($0, code) }
        if !found, ignoresCase {
            let lower = self.lower(code)
            let upper = self.upper(code)
            found = items.contains {
                self.matches($0, lower) || self.matches($0, upper) || self.folded($0, lower)
            }
        }
        return found != isNegated
    }

    /// A single letter of the pattern is compared by its lower case.
    private static func folded(_ item: Item, _ lower: UInt32) -> Bool {
        if case .scalar(let code) = item { self.lower(code) == lower } else { false }
    }

    private static func matches(_ item: Item, _ code: UInt32) -> Bool {
        switch item {
        case .scalar(let wanted): return code == wanted
        case .range(let first, let last): return code >= first && code <= last
        case .any: return true
        case .kind(let kind, let isNegated, let isASCII):
            guard !isASCII || code < 128 else { return isNegated }
            return self.has(kind, code) != isNegated
        }
    }

    private static func has(_ kind: Kind, _ code: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(code) else { return false }
        switch kind {
        case .space: return PythonText.isSpace(scalar)
        case .digit:
            if code < 128 { return code >= 48 && code <= 57 }
            return scalar.properties.generalCategory == .decimalNumber
        case .word: return self.isWord(code)
        }
    }

    /// Letters, digits and the underscore.
    static func isWord(_ code: UInt32) -> Bool {
        if code < 128 {
            return code == 95 || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
        }
        return Unicode.Scalar(code).map(CaseText.isWord) ?? false
    }

    static func lower(_ code: UInt32) -> UInt32 {
        if code < 128 { return code >= 65 && code <= 90 ? code + 32 : code }
        return self.single(code) { $0.properties.lowercaseMapping }
    }

    private static func upper(_ code: UInt32) -> UInt32 {
        if code < 128 { return code >= 97 && code <= 122 ? code - 32 : code }
        return self.single(code) { $0.properties.uppercaseMapping }
    }

    private static func single(_ code: UInt32, _ mapping: (Unicode.Scalar) -> String) -> UInt32 {
        guard let scalar = Unicode.Scalar(code) else { return code }
        let mapped = mapping(scalar).unicodeScalars
        return mapped.count == 1 ? mapped.first?.value ?? code : code
    }
}
