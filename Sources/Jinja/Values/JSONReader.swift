extension Value {
    /// The value of a JSON text; keys keep their order, whole numbers stay whole, nesting is at most 200 levels.
    public init(json: String) throws(JinjaError) {
        var reader = JSONReader(json)
        self = try reader.document()
    }
}

/// Reads JSON without losing the order of keys or the kind of numbers.
struct JSONReader {
    private let bytes: [UInt8]
    /// The rendering whose template reads: it may change the value, its steps are counted, and Python's `NaN` and `Infinity` are
    /// read too.
    private let rendering: Rendering?
    private var position = 0
    private var depth = 0

    init(_ text: String, for rendering: Rendering? = nil) {
        self.bytes = Array(text.utf8)
        self.rendering = rendering
    }

    mutating func document() throws(JinjaError) -> Value {
        let value = try self.value()
        self.skipSpace()
        guard self.position == self.bytes.count else { throw self.fail("something follows the value") }
        return value
    }

    private func fail(_ what: String, at position: Int? = nil) -> JinjaError {
        let before = self.bytes[..<min(position ?? self.position, self.bytes.count)]
        let line = before.count { $0 == 10 } + 1
        // Columns are characters: bytes within one do not count.
        let column = before[((before.lastIndex(of: 10) ?? -1) + 1)...].count { $0 & 0xC0 != 0x80 } + 1
        return JinjaError(.value, "This is not valid JSON: \(what) in line \(line), column \(column)")
    }

    /// A comma that something follows; one before the closing bracket is told as what is wrong.
    private mutating func skipComma(before close: UInt8) throws(JinjaError) -> Bool {
        guard self.skip(44) else { return false }
        let comma = self.position - 1
        self.skipSpace()
        guard self.current != close else {
            throw self.fail("a comma that nothing follows before \(Character(Unicode.Scalar(close)))", at: comma)
        }
        return true
    }

    private var current: UInt8? { self.position < self.bytes.count ? self.bytes[self.position] : nil }

    private mutating func skipSpace() {
        while let byte = self.current, byte == 32 || byte == 9 || byte == 10 || byte == 13 { self.position += 1 }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        self.skipSpace()
        guard self.current == byte else { return false }
        self.position += 1
        return true
    }

    private mutating func value() throws(JinjaError) -> Value {
        if let rendering = self.rendering { try rendering.tick() }
        self.skipSpace()
        switch self.current {
        case UInt8(ascii: "{"): return try self.nested { reader throws(JinjaError) in try reader.object() }
        case UInt8(ascii: "["): return try self.nested { reader throws(JinjaError) in try reader.array() }
        case UInt8(ascii: "\""): return .string(try self.string())
        case .some(let byte) where byte.isDigit: return try self.number()
        case nil: throw self.fail("no value")
        default:
            if let value = self.word() { return value }
            return try self.number()
        }
    }

    private static let words: [(String, Value)] = [("true", .bool(true)), ("false", .bool(false)), ("null", .none)]
    private static let numbers: [(String, Value)] = [
        ("NaN", .double(.nan)), ("Infinity", .double(.infinity)), ("-Infinity", .double(-.infinity)),
    ]

    private mutating func word() -> Value? {
        let known = self.rendering == nil ? Self.words : Self.words + Self.numbers
        for (word, value) in known where self.bytes[self.position...].starts(with: word.utf8) {
            self.position += word.utf8.count
            return value
        }
        return nil
    }

    private mutating func nested(
        _ body: (inout JSONReader) throws(JinjaError) -> Value
    ) throws(JinjaError) -> Value {
        self.depth += 1
        guard self.depth <= 200 else { throw JinjaError(.limit, "The JSON nests more than 200 deep") }
        self.position += 1
        let value = try body(&self)
        self.depth -= 1
        return value
    }

    private mutating func array() throws(JinjaError) -> Value {
        var items: [Value] = []
        if !self.skip(93) {
            repeat { items.append(try self.value()) } while try self.skipComma(before: 93)
            guard self.skip(93) else { throw self.fail("no ]") }
        }
        return .list(ListValue(items, isFrozen: self.rendering == nil))
    }

    private mutating func object() throws(JinjaError) -> Value {
        let dict = DictValue(isFrozen: self.rendering == nil)
        try self.rendering?.use(bytes: DictValue.ownBytes)
        if self.skip(125) { return .dict(dict) }
        repeat {
            self.skipSpace()
            guard self.current == 34 else { throw self.fail("no name") }
            let name = try self.string()
            guard self.skip(58) else { throw self.fail("no colon") }
            dict.set(.string(name), try self.value())
        } while try self.skipComma(before: 125)
        guard self.skip(125) else { throw self.fail("no }") }
        return .dict(dict)
    }

    private mutating func digits() -> Int {
        let start = self.position
        while let byte = self.current, byte.isDigit { self.position += 1 }
        return self.position - start
    }

    private mutating func number() throws(JinjaError) -> Value {
        let start = self.position
        if self.current == 45 { self.position += 1 }
        let isZero = self.current == 48
        if isZero { self.position += 1 } else if self.digits() == 0 { throw self.fail("no value") }
        var isWhole = true
        if self.current == 46, self.position + 1 < self.bytes.count, self.bytes[self.position + 1].isDigit {
            isWhole = false
            self.position += 1
            _ = self.digits()
        }
        if let mark = self.current, mark | 32 == 101 {
            let here = self.position
            self.position += 1
            if self.current == 43 || self.current == 45 { self.position += 1 }
            if self.digits() == 0 { self.position = here } else { isWhole = false }
        }
        let text = String(decoding: self.bytes[start..<self.position], as: UTF8.self)
        if isWhole {
            guard let whole = Int(text).map(Value.int) ?? NumberText.int(text, 10) else {
                throw self.fail("a whole number that is too large")
            }
            return whole
        }
        guard let number = Double(text) else { throw self.fail("a wrong number") }
        return .double(number)
    }

    private mutating func string() throws(JinjaError) -> String {
        self.position += 1
        var result: [UInt8] = []
        while let byte = self.current {
            self.position += 1
            if byte == 34 { return String(decoding: result, as: UTF8.self) }
            guard byte >= 32 else { throw self.fail("a control character in a text") }
            guard byte == 92 else {
                result.append(byte)
                continue
            }
            guard let mark = self.current else { break }
            self.position += 1
            switch mark {
            case UInt8(ascii: "n"): result.append(10)
            case UInt8(ascii: "t"): result.append(9)
            case UInt8(ascii: "r"): result.append(13)
            case UInt8(ascii: "b"): result.append(8)
            case UInt8(ascii: "f"): result.append(12)
            case 34, 47, 92: result.append(mark)
            case UInt8(ascii: "u"): result += String(Character(try self.scalar())).utf8
            default: throw self.fail("an unknown escape")
            }
        }
        throw self.fail("a text without end")
    }

    private mutating func scalar() throws(JinjaError) -> Unicode.Scalar {
        let first = try self.unit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, self.bytes[self.position...].starts(with: "\\u".utf8) else {
            throw self.fail("half a character")
        }
        self.position += 2
        let second = try self.unit()
        guard second >= 0xDC00, second < 0xE000,
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw self.fail("half a character") }
        return scalar
    }

    private mutating func unit() throws(JinjaError) -> UInt32 {
        let end = self.position + 4
        guard end <= self.bytes.count, self.bytes[self.position..<end].allSatisfy(\.isHexDigit),
            let value = UInt32(String(decoding: self.bytes[self.position..<end], as: UTF8.self), radix: 16)
        else { throw self.fail("a wrong escape") }
        self.position = end
        return value
    }
}
