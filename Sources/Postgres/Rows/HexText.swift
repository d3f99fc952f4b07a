/// bytea in its hex form: `\x0aff`.
enum HexText {
    static func bytes(_ text: String) -> [UInt8]? {
        var digits = text.utf8[...]
        guard digits.starts(with: "\\x".utf8), digits.count % 2 == 0 else { return nil }
        digits = digits.dropFirst(2)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 97...102: digit - 87
        case 65...70: digit - 55
        default: nil
        }
    }
}
