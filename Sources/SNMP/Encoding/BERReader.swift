/// Reads what `BER` writes, out of bytes that nobody has vouched for.
struct BERReader {
    /// The bytes are not what they should be.
    struct Malformed: Error {}

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.rest = bytes }

    var isAtEnd: Bool { self.rest.isEmpty }

    /// The next element; its contents keep their place in the message.
    mutating func element() throws(Malformed) -> (tag: UInt8, contents: ArraySlice<UInt8>) {
        guard let tag = self.rest.popFirst(), tag & 0x1F != 0x1F, let first = self.rest.popFirst() else {
            throw Malformed()
        }
        var count = Int(first)
        if first > 0x80 {
            guard first <= 0x84 else { throw Malformed() }
            count = 0
            for _ in 0..<(first & 0x7F) {
                guard let byte = self.rest.popFirst() else { throw Malformed() }
                count = count << 8 | Int(byte)
            }
        } else if first == 0x80 {
            throw Malformed()
        }
        guard count <= self.rest.count else { throw Malformed() }
        defer { self.rest = self.rest.dropFirst(count) }
        return (tag, self.rest.prefix(count))
    }

    /// The contents of the next element, which has to be of this kind.
    mutating func contents(_ tag: UInt8) throws(Malformed) -> ArraySlice<UInt8> {
        let element = try self.element()
        guard element.tag == tag else { throw Malformed() }
        return element.contents
    }

    /// The next number, which has to lie in the range.
    mutating func number(in range: ClosedRange<Int64>) throws(Malformed) -> Int64 {
        let value = try Self.signed(try self.contents(BER.integer))
        guard range.contains(value) else { throw Malformed() }
        return value
    }

    static func signed(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> Int64 {
        guard let first = bytes.first, bytes.count <= 8 else { throw Malformed() }
        return bytes.reduce(first & 0x80 == 0 ? 0 : -1) { $0 << 8 | Int64($1) }
    }

    /// Agents are found that leave the zero away which keeps a large number from being a negative one.
    static func unsigned<Number: FixedWidthInteger & UnsignedInteger>(_ bytes: ArraySlice<UInt8>) throws(Malformed)
        -> Number
    {
        let size = Number.bitWidth / 8
        guard !bytes.isEmpty, bytes.count <= size || (bytes.count == size + 1 && bytes.first == 0) else {
            throw Malformed()
        }
        return bytes.reduce(0) { $0 << 8 | Number($1) }
    }

    static func name(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> OID {
        var arcs: [UInt32] = []
        var value: UInt64 = 0
        var isOpen = false
        for byte in bytes {
            value = value << 7 | UInt64(byte & 0x7F)
            guard value <= UInt64(UInt32.max) + 80, arcs.count < 128 else { throw Malformed() }
            isOpen = byte & 0x80 != 0
            if isOpen { continue }
            if arcs.isEmpty {
                let first = min(value / 40, 2)
                guard let second = UInt32(exactly: value - first * 40) else { throw Malformed() }
                arcs = [UInt32(first), second]
            } else {
                guard let arc = UInt32(exactly: value) else { throw Malformed() }
                arcs.append(arc)
            }
            value = 0
        }
        guard !isOpen, let oid = OID(arcs) else { throw Malformed() }
        return oid
    }
}
