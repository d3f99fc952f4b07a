/// Percent encoding as Python's `urllib.parse.quote`.
enum URLText {
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
