/// Questions about single bytes of a template.
extension UInt8 {
    var isDigit: Bool { self >= 48 && self <= 57 }
    /// Letters, digits, underscore and every byte of a character beyond ASCII.
    var isWord: Bool {
        (self >= 97 && self <= 122) || (self >= 65 && self <= 90) || self.isDigit || self == 95 || self >= 128
    }
    var isLetter: Bool { self | 32 >= 97 && self | 32 <= 122 }
    /// ASCII whitespace as Python's `\s` knows it.
    var isSpace: Bool { self == 32 || (self >= 9 && self <= 13) || (self >= 28 && self <= 31) }
    var isHexDigit: Bool { self.isDigit || (self | 32 >= 97 && self | 32 <= 102) }
}
