/// An EUI-48 (MAC) or EUI-64 address, read and written as Python's `netaddr.EUI` does.
struct HardwareAddress {
    let value: UInt64
    let isLong: Bool

    init?(_ text: String) {
        if let value = Self.read(
            text, [(6, [":", "-"], 1...2), (3, [":", "-", "."], 1...4), (2, ["-", ":"], 5...6)], 48)
            ?? Self.bare(text, 11...12)
        {
            self.init(value: value, isLong: false)
            return
        }
        if let number = AddressValue.number(text), number >= 0, number <= 0xFFFF_FFFF_FFFF {
            self.init(value: UInt64(number), isLong: false)
            return
        }
        if let value = Self.read(text, [(8, [":", "-"], 1...2), (4, [":", "-", "."], 1...4)], 64)
            ?? Self.bare(text, 16...16)
        {
            self.init(value: value, isLong: true)
            return
        }
        guard let number = AddressValue.number(text), let value = UInt64(exactly: number) else { return nil }
        self.init(value: value, isLong: true)
    }

    private init(value: UInt64, isLong: Bool) {
        self.value = value
        self.isLong = isLong
    }

    /// Words of hexadecimal digits between equal separators; Python's `$` lets one line break follow.
    private static func read(
        _ text: String, _ shapes: [(count: Int, separators: [Character], length: ClosedRange<Int>)], _ width: Int
    ) -> UInt64? {
        let bytes = self.withoutLineBreak(text)
        for (count, separators, length) in shapes {
            for separator in separators {
                let parts = bytes.split(separator: separator.asciiValue ?? 0, omittingEmptySubsequences: false)
                guard parts.count == count,
                    parts.allSatisfy({ length.contains($0.count) && $0.allSatisfy(\.isHexDigit) })
                else { continue }
                return parts.reduce(0) { value, part in
                    value << UInt64(width / count) | (UInt64(String(decoding: part, as: UTF8.self), radix: 16) ?? 0)
                }
            }
        }
        return nil
    }

    private static func bare(_ text: String, _ length: ClosedRange<Int>) -> UInt64? {
        let bytes = self.withoutLineBreak(text)
        guard length.contains(bytes.count), bytes.allSatisfy(\.isHexDigit) else { return nil }
        return UInt64(String(decoding: bytes, as: UTF8.self), radix: 16)
    }

    private static func withoutLineBreak(_ text: String) -> ArraySlice<UInt8> {
        let bytes = Array(text.utf8)
        return bytes.last == 10 ? bytes.dropLast() : bytes[...]
    }

    /// The address in words of `bits` bits; nil when it needs more than 48.
    func text(bits: Int, separator: String, digits: Int = 0, isUpper: Bool = false) -> String? {
        guard self.value <= 0xFFFF_FFFF_FFFF else { return nil }
        let words = (1...(48 / bits)).map { place in
            let word = self.value >> UInt64(48 - place * bits) & (1 << UInt64(bits) - 1)
            let text = String(word, radix: 16, uppercase: isUpper)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        return words.joined(separator: separator)
    }

    /// The interface identifier that RFC 4291 makes of the address.
    var modifiedEUI64: UInt64 {
        let long = self.isLong ? self.value : (self.value >> 24) << 40 | 0xFF_FE00_0000 | self.value & 0xFF_FFFF
        return long ^ 0x0200_0000_0000_0000
    }

    /// `hwaddr`: the answer to a query.
    static func answer(_ text: String, _ query: String, _ name: String) throws(JinjaError) -> Value {
        guard let address = HardwareAddress(text) else {
            guard query.isEmpty || query == "bool" else {
                throw JinjaError(.value, "\(name) needs a hardware address")
            }
            return .none
        }
        let result: String?
        switch query {
        case "": return .string(text)
        case "bool": return .bool(true)
        case "int": return WideNumber.value(UInt128(address.value))
        case "bare": result = address.text(bits: 48, separator: "", digits: 12, isUpper: true)
        case "cisco": result = address.text(bits: 16, separator: ".", digits: 4)
        case "eui48", "win": result = address.text(bits: 8, separator: "-", digits: 2, isUpper: true)
        case "linux": result = address.text(bits: 8, separator: ":", digits: 2)
        case "pgsql", "postgresql", "psql": result = address.text(bits: 24, separator: ":", digits: 6)
        case "unix": result = address.text(bits: 8, separator: ":")
        default: throw JinjaError(.value, "\(name) does not know this query")
        }
        guard let result else { throw JinjaError(.value, "The address is longer than the 48 bits of this form") }
        return .string(result)
    }
}
