/// Base64 as Python's `base64` writes and reads it.
enum Base64Text {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8], isURLSafe: Bool) -> String {
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            bits &= 0xFF_FFFF
            for index in 0..<4 {
                result.append(
                    index <= group.count ? self.alphabet[Int(bits >> UInt32(18 - 6 * index)) & 63] : UInt8(ascii: "="))
            }
        }
        let text = String(decoding: result, as: UTF8.self)
        return isURLSafe ? PythonText.replace(PythonText.replace(text, "+", "-"), "/", "_") : text
    }

    /// Nil when the padding is wrong; characters outside the alphabet are passed over.
    static func decode(_ text: String, isURLSafe: Bool) -> [UInt8]? {
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var place = 0
        var pads = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "=") {
                pads += 1
                if place >= 2, place + pads >= 4 { return result }
                continue
            }
            guard let value = self.value(byte, isURLSafe) else { continue }
            pads = 0
            bits = (bits << 6 | UInt32(value)) & 0xFF_FFFF
            place += 1
            if place > 1 { result.append(UInt8(truncatingIfNeeded: bits >> UInt32(8 - 2 * place))) }
            if place == 4 { place = 0 }
        }
        return place == 0 ? result : nil
    }

    private static func value(_ byte: UInt8, _ isURLSafe: Bool) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        case UInt8(ascii: "-") where isURLSafe: 62
        case UInt8(ascii: "_") where isURLSafe: 63
        default: nil
        }
    }
}

/// The encodings of text that Ansible's filters take by name.
enum TextEncoding {
    case utf8, ascii, latin1
    case utf16(isBigEndian: Bool, hasMark: Bool)

    init?(_ name: String) {
        switch name.lowercased().replacing("_", with: "-") {
        case "utf-8", "utf8": self = .utf8
        case "ascii", "us-ascii": self = .ascii
        case "latin-1", "latin1", "iso-8859-1", "iso8859-1": self = .latin1
        case "utf-16", "utf16": self = .utf16(isBigEndian: false, hasMark: true)
        case "utf-16-le", "utf-16le": self = .utf16(isBigEndian: false, hasMark: false)
        case "utf-16-be", "utf-16be": self = .utf16(isBigEndian: true, hasMark: false)
        default: return nil
        }
    }

    /// Nil when a character has no place in the encoding.
    func encode(_ text: String) -> [UInt8]? {
        switch self {
        case .utf8: return Array(text.utf8)
        case .ascii: return PythonText.isASCII(text) ? Array(text.utf8) : nil
        case .latin1:
            let codes = text.unicodeScalars.map(\.value)
            return codes.contains { $0 > 255 } ? nil : codes.map { UInt8($0) }
        case .utf16(let isBigEndian, let hasMark):
            var units = Array(text.utf16)
            if hasMark { units.insert(0xFEFF, at: 0) }
            return units.flatMap {
                isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
            }
        }
    }

    /// Nil when the bytes are no text in the encoding.
    func decode(_ bytes: [UInt8]) -> String? {
        switch self {
        case .utf8: return String(validating: bytes, as: UTF8.self)
        case .ascii: return bytes.allSatisfy { $0 < 128 } ? String(decoding: bytes, as: UTF8.self) : nil
        case .latin1: return PythonText.string(bytes.map { Unicode.Scalar($0) })
        case .utf16(let isBigEndian, let hasMark):
            guard bytes.count % 2 == 0 else { return nil }
            var units = Digest.words(bytes[...], UInt16.self)
            if !isBigEndian { units = units.map { $0.byteSwapped } }
            if hasMark, units.first == 0xFFFE { units = units.map { $0.byteSwapped } }
            if hasMark, units.first == 0xFEFF { units.removeFirst() }
            return String(validating: units, as: UTF16.self)
        }
    }
}
