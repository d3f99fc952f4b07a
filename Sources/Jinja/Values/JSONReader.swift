extension Value {
    /// The value of a JSON text; keys keep their order, whole numbers stay whole, nesting is at most 200 levels.
    public init(json: String) throws(JinjaError) {
        var reader = JSONReader(Array(json.utf8))
        self = try reader.document()
    }
}

/// Reads JSON without losing the order of keys or the kind of numbers.
struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(JinjaError) -> Value {
        let value = try self.value(depth: 0)
        self.skipSpace()
        guard self.position == self.bytes.count else { throw self.fail("something follows the value") }
        return value
    }

    private func fail(_ what: String) -> JinjaError {
        JinjaError(.value, "This is not valid JSON: \(what) at byte \(self.position)")
    }

    private mutating func skipSpace() {
        while self.position < self.bytes.count, [32, 9, 10, 13].contains(self.bytes[self.position]) {
            self.position += 1
        }
    }

    private var current: UInt8? { self.position < self.bytes.count ? self.bytes[self.position] : nil }

    private mutating func skip(_ byte: UInt8) -> Bool {
        self.skipSpace()
        guard self.current == byte else { return false }
        self.position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JinjaError) -> Value {
        guard depth < 200 else { throw self.fail("more than 200 levels") }
        self.skipSpace()
        switch self.current {
        case 123: return try self.object(depth)
        case 91: return try self.array(depth)
        case 34: return .string(try self.string())
        case 116: return try self.word("true", .bool(true))
        case 102: return try self.word("false", .bool(false))
        case 110: return try self.word("null", .none)
        case .some(let byte) where byte.isDigit || byte == 45: return try self.number()
        default: throw self.fail("no value")
        }
    }

    private mutating func word(_ word: String, _ value: Value) throws(JinjaError) -> Value {
        let end = self.position + word.utf8.count
        guard end <= self.bytes.count, self.bytes[self.position..<end].elementsEqual(word.utf8) else {
            throw self.fail("an unknown word")
        }
        self.position = end
        return value
    }

    private mutating func array(_ depth: Int) throws(JinjaError) -> Value {
        self.position += 1
        var items: [Value] = []
        if self.skip(93) { return Value(items) }
        repeat { items.append(try self.value(depth: depth + 1)) } while self.skip(44)
        guard self.skip(93) else { throw self.fail("no ]") }
        return Value(items)
    }

    private mutating func object(_ depth: Int) throws(JinjaError) -> Value {
        self.position += 1
        var pairs: [(String, Value)] = []
        if self.skip(125) { return Value(pairs) }
        repeat {
            self.skipSpace()
            guard self.current == 34 else { throw self.fail("no name") }
            let name = try self.string()
            guard self.skip(58) else { throw self.fail("no colon") }
            pairs.append((name, try self.value(depth: depth + 1)))
        } while self.skip(44)
        guard self.skip(125) else { throw self.fail("no }") }
        return Value(pairs)
    }

    private mutating func number() throws(JinjaError) -> Value {
        let start = self.position
        while let byte = self.current, byte.isDigit || [43, 45, 46, 69, 101].contains(byte) { self.position += 1 }
        let text = String(decoding: self.bytes[start..<self.position], as: UTF8.self)
        if let whole = Int(text) { return .int(whole) }
        guard let number = Double(text) else { throw self.fail("a wrong number") }
        guard text.utf8.contains(where: { [46, 69, 101].contains($0) }) else {
            guard let whole = NumberText.int(text, 10) else { throw self.fail("a whole number that is too large") }
            return whole
        }
        return .double(number)
    }

    private mutating func string() throws(JinjaError) -> String {
        self.position += 1
        var result: [UInt8] = []
        while let byte = self.current {
            self.position += 1
            if byte == 34 { return String(decoding: result, as: UTF8.self) }
            guard byte == 92 else {
                result.append(byte)
                continue
            }
            guard let mark = self.current else { break }
            self.position += 1
            switch mark {
            case 110: result.append(10)
            case 116: result.append(9)
            case 114: result.append(13)
            case 98: result.append(8)
            case 102: result.append(12)
            case 34, 47, 92: result.append(mark)
            case 117: result.append(contentsOf: String(Character(try self.scalar())).utf8)
            default: throw self.fail("an unknown escape")
            }
        }
        throw self.fail("a text without end")
    }

    private mutating func scalar() throws(JinjaError) -> Unicode.Scalar {
        let first = try self.unit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, self.position + 6 <= self.bytes.count, self.bytes[self.position] == 92,
            self.bytes[self.position + 1] == 117
        else { throw self.fail("half a character") }
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
