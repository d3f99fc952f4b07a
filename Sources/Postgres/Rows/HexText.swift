/// Bytes as hexadecimal digits, as in bytea's `\x0aff`.
enum HexText {
    static func bytes(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.starts(with: "\\x".utf8), text.count % 2 == 0 else { return nil }
        return digits(UnsafeBufferPointer(rebasing: text.dropFirst(2)))
    }

    /// Two digits for each byte, small or capital.
    static func digits(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.count % 2 == 0 else { return nil }
        var isValid = true
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count / 2) { bytes, count in
            for position in 0..<text.count / 2 {
                let (high, low) = (value(of: text[2 * position]), value(of: text[2 * position + 1]))
                // 16 stands for what is no digit.
                if (high | low) & 16 != 0 { isValid = false }
                bytes[position] = high << 4 | low & 15
            }
            count = text.count / 2
        }
        return isValid ? bytes : nil
    }

    static func append(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
        for byte in bytes {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

    private static func value(of digit: UInt8) -> UInt8 {
        switch digit {
        case 48...57: digit - 48
        case 97...102: digit - 87
        case 65...70: digit - 55
        default: 16
        }
    }
}
