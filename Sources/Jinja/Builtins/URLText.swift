/// Percent encoding as Python's `urllib.parse.quote`.
enum URLText {
    /// Python's `unquote_plus`: what is not valid UTF-8 becomes the replacement character.
    static func unquote(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var here = 0
        while here < bytes.count {
            if bytes[here] == 37, here + 2 < bytes.count, bytes[here + 1].isHexDigit, bytes[here + 2].isHexDigit,
                let byte = UInt8(String(decoding: bytes[(here + 1)...(here + 2)], as: UTF8.self), radix: 16)
            {
                result.append(byte)
                here += 3
            } else {
                result.append(bytes[here] == 43 ? 32 : bytes[here])
                here += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// At most how many bytes the encoded text has.
    static func length(_ text: String) -> Int {
        text.utf8.reduce(0) { $0 + ($1.isWord && $1 < 128 || $1 == 45 || $1 == 46 || $1 == 47 || $1 == 126 ? 1 : 3) }
    }

    /// In a query `/` is encoded too, and a space becomes `+`.
    static func quote(_ text: String, forQuery: Bool = false) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: result.append(byte)
            case 47 where !forQuery: result.append(byte)
            case 32 where forQuery: result.append(43)
            default: result += [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
