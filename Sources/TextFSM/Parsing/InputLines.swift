/// The lines of an output as Python's `str.splitlines` parts them, found one by one in its bytes.
struct InputLines {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var next = 0
    /// Whether the last line has characters of ASCII only.
    private(set) var isASCII = true

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The place of the next line, without what ends it.
    mutating func line() -> Range<Int>? {
        let start = self.next
        guard start < self.bytes.count else { return nil }
        var index = start
        var all: UInt8 = 0
        while index < self.bytes.count {
            let byte = self.bytes[index]
            if byte >= 0x80 {
                let length = self.separator(at: index)
                if length > 0 { return self.end(start..<index, all, behind: index + length) }
            } else if byte < 0x20, byte != 0x09, Self.separators & (1 << UInt32(byte)) != 0 {
                let isPair = byte == 0x0D && index + 1 < self.bytes.count && self.bytes[index + 1] == 0x0A
                return self.end(start..<index, all, behind: index + (isPair ? 2 : 1))
            }
            all |= byte
            index += 1
        }
        return self.end(start..<index, all, behind: index)
    }

    private mutating func end(_ line: Range<Int>, _ all: UInt8, behind next: Int) -> Range<Int> {
        self.next = next
        self.isASCII = all < 0x80
        return line
    }

    /// \n \v \f \r and \x1c to \x1e.
    private static let separators: UInt32 = 1 << 0x0A | 1 << 0x0B | 1 << 0x0C | 1 << 0x0D | 1 << 0x1C | 1 << 0x1D | 1 << 0x1E

    /// The bytes of U+0085, U+2028 or U+2029 when one stands there, else 0.
    private func separator(at index: Int) -> Int {
        if self.bytes[index] == 0xC2, index + 1 < self.bytes.count, self.bytes[index + 1] == 0x85 { return 2 }
        guard self.bytes[index] == 0xE2, index + 2 < self.bytes.count, self.bytes[index + 1] == 0x80 else { return 0 }
        return self.bytes[index + 2] == 0xA8 || self.bytes[index + 2] == 0xA9 ? 3 : 0
    }
}
