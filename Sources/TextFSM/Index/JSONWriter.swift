/// Writes JSON (RFC 8259) of texts, lists and objects straight into bytes: tables have hundred thousands of cells.
struct JSONWriter {
    private var bytes: [UInt8] = []

    var result: String { String(decoding: self.bytes, as: UTF8.self) }

    mutating func array<Item>(_ items: some Sequence<Item>, _ each: (inout JSONWriter, Item) -> Void) {
        self.between("[", "]", items, each)
    }

    mutating func object<Member>(_ members: [(String, Member)], _ each: (inout JSONWriter, Member) -> Void) {
        self.between("{", "}", members) { writer, member in
            writer.text(member.0)
            writer.bytes.append(UInt8(ascii: ":"))
            each(&writer, member.1)
        }
    }

    private mutating func between<Item>(
        _ start: Unicode.Scalar, _ end: Unicode.Scalar, _ items: some Sequence<Item>,
        _ each: (inout JSONWriter, Item) -> Void
    ) {
        self.bytes.append(UInt8(ascii: start))
        var isFirst = true
        for item in items {
            if !isFirst { self.bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            each(&self, item)
        }
        self.bytes.append(UInt8(ascii: end))
    }

    /// A text, or null.
    mutating func text(_ text: String?) {
        guard let text else {
            self.bytes.append(contentsOf: "null".utf8)
            return
        }
        self.bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                self.bytes.append(UInt8(ascii: "\\"))
                self.bytes.append(byte)
            case 0..<0x20:
                self.bytes.append(contentsOf: "\\u00".utf8)
                self.bytes.append(Self.digits[Int(byte >> 4)])
                self.bytes.append(Self.digits[Int(byte & 15)])
            default: self.bytes.append(byte)
            }
        }
        self.bytes.append(UInt8(ascii: "\""))
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
