import CPCRE2

/// What a text that an expression matches has to begin with and how long it has to be, known without matching.
struct Beginning {
    /// A bit for each first byte with which the text may match; nil when it may be any, or none.
    private(set) var bytes: SIMD4<UInt64>?
    /// The text has at least so many bytes.
    private(set) var least = 0

    /// Whether a text with this first byte, nil for an empty one, may match.
    func allows(_ first: UInt8?) -> Bool {
        guard let bytes = self.bytes else { return first != nil || self.least == 0 }
        guard let first else { return false }
        return bytes[Int(first >> 6)] & (1 << UInt64(first & 63)) != 0
    }

    /// Asks PCRE2, which only knows it of expressions that are not anchored: the first anchor is taken off for that.
    init(_ expression: PythonExpression, options: UInt32) {
        var pattern = expression.translated[...]
        if pattern.hasPrefix("^") { pattern = pattern.dropFirst() }
        guard let code = try? CompiledExpression.compile(String(pattern), options) else { return }
        defer { pcre2_code_free_8(code) }
        var least: UInt32 = 0
        if pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_MINLENGTH), &least) == 0 { self.least = Int(least) }
        var kind: UInt32 = 0
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_FIRSTCODETYPE), &kind)
        var table: UnsafePointer<UInt8>?
        if kind == 1 {
            var unit: UInt32 = 0
            pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_FIRSTCODEUNIT), &unit)
            let byte = UInt8(truncatingIfNeeded: unit)
            // PCRE2 does not say whether the case of the byte counts, and makes one letter of `[Cc]`.
            let lower = byte | 0x20
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
            if expression.ignoresCase {
                // Characters beyond ASCII have other cases in other bytes, and the signs for kelvin and the long s are letters of ASCII then.
                if byte >= 0x80 || lower == UInt8(ascii: "k") || lower == UInt8(ascii: "s") { return }
            }
            var set = SIMD4<UInt64>.zero
            Self.insert(byte, into: &set)
            if isLetter { Self.insert(byte ^ 0x20, into: &set) }
            self.bytes = set
        } else if pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_FIRSTBITMAP), &table) == 0, let table {
            var set = SIMD4<UInt64>.zero
            for byte in 0..<256 where table[byte >> 3] & (1 << UInt8(byte & 7)) != 0 {
                Self.insert(UInt8(byte), into: &set)
            }
            self.bytes = set
        }
    }

    private static func insert(_ byte: UInt8, into set: inout SIMD4<UInt64>) {
        set[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
    }
}
