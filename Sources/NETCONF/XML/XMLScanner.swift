/// Moves over the bytes of a document; knows characters, names and references, not elements.
struct XMLScanner {
    let bytes: [UInt8]
    let limits: XMLLimits
    private(set) var offset = 0

    init(_ bytes: [UInt8], limits: XMLLimits) {
        self.bytes = bytes
        self.limits = limits
        // A byte order mark is no part of the text (RFC 3629 section 6).
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.offset = 3 }
    }

    var isAtEnd: Bool { self.offset == self.bytes.count }

    var byte: UInt8? { self.offset < self.bytes.count ? self.bytes[self.offset] : nil }

    func error(_ problem: XMLError.Problem) -> XMLError { XMLError(problem: problem, offset: self.offset) }

    mutating func advance() { self.offset += 1 }

    /// Takes the text when it stands here.
    mutating func take(_ text: StaticString) -> Bool {
        let end = self.offset + text.utf8CodeUnitCount
        guard end <= self.bytes.count else { return false }
        for index in 0..<text.utf8CodeUnitCount where self.bytes[self.offset + index] != text.utf8Start[index] {
            return false
        }
        self.offset = end
        return true
    }

    mutating func expect(_ text: StaticString) throws(XMLError) {
        guard self.take(text) else { throw self.error(self.isAtEnd ? .ended : .syntax) }
    }

    @discardableResult
    mutating func skipSpace() -> Bool {
        let start = self.offset
        while let byte = self.byte, Self.isSpace(byte) { self.offset += 1 }
        return self.offset > start
    }

    /// Skips to behind the text.
    mutating func skip(through text: StaticString) throws(XMLError) {
        while !self.isAtEnd {
            if self.take(text) { return }
            self.offset += 1
        }
        throw self.error(.ended)
    }

    /// A name with its prefix, which is empty when it has none.
    mutating func name() throws(XMLError) -> (prefix: String, local: String) {
        let first = try self.part()
        guard self.byte == UInt8(ascii: ":") else { return ("", first) }
        self.offset += 1
        return (first, try self.part())
    }

    /// A name without a colon. Of the characters beyond ASCII all are taken: which of them belong is of no consequence here.
    private mutating func part() throws(XMLError) -> String {
        let start = self.offset
        while let byte = self.byte, Self.isNameByte(byte) {
            self.offset += 1
            guard self.offset - start <= self.limits.name else { throw self.error(.size) }
        }
        guard start < self.offset else { throw self.error(self.isAtEnd ? .ended : .syntax) }
        let first = self.bytes[start]
        // Digits, hyphen and full stop do not begin a name.
        guard !(0x30...0x39).contains(first), first != 0x2D, first != 0x2E else { throw self.error(.syntax) }
        return String(decoding: self.bytes[start..<self.offset], as: UTF8.self)
    }

    /// What an ampersand begins, appended as text.
    mutating func reference(into text: inout [UInt8]) throws(XMLError) {
        self.offset += 1
        if self.take("#") {
            text.append(contentsOf: Array(try self.numbered().utf8))
            return
        }
        if self.take("lt;") {
            text.append(UInt8(ascii: "<"))
        } else if self.take("gt;") {
            text.append(UInt8(ascii: ">"))
        } else if self.take("amp;") {
            text.append(UInt8(ascii: "&"))
        } else if self.take("quot;") {
            text.append(UInt8(ascii: "\""))
        } else if self.take("apos;") {
            text.append(UInt8(ascii: "'"))
        } else {
            throw self.error(.entity)
        }
    }

    private mutating func numbered() throws(XMLError) -> String {
        let radix: UInt32 = self.take("x") ? 16 : 10
        var (value, digits): (UInt32, Int) = (0, 0)
        while let byte = self.byte, byte != UInt8(ascii: ";") {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt32.init), digit < radix, digits < 8
            else { throw self.error(.entity) }
            value = value &* radix &+ digit
            digits += 1
            self.offset += 1
        }
        guard digits > 0, let scalar = Unicode.Scalar(value), Self.isAllowed(scalar) else { throw self.error(.entity) }
        try self.expect(";")
        return String(Character(scalar))
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    /// Control characters are no characters of XML 1.0.
    static func isAllowed(_ byte: UInt8) -> Bool { byte >= 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...0xFF: true
        default: false
        }
    }
}
