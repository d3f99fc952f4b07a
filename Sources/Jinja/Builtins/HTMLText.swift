/// Taking HTML apart: tags and entities.
enum HTMLText {
    /// The text without comments and tags, spaces collapsed, entities replaced.
    static func stripTags(_ html: String) -> String {
        let bytes = Array(html.utf8)
        let comment = Array("<!--".utf8)
        var kept: [UInt8] = []
        var here = 0
        while let open = bytes[here...].firstIndex(of: 60) {
            let isComment = bytes[open...].starts(with: comment)
            let close =
                isComment
                ? PythonText.find(bytes, Array("-->".utf8), from: open + 4).map { $0 + 3 }
                : bytes[open...].firstIndex(of: 62).map { $0 + 1 }
            guard let close else { break }
            kept += bytes[here..<open]
            here = close
        }
        kept += bytes[here...]
        return self.unescape(SplitText.words(String(decoding: kept, as: UTF8.self)).joined(separator: " "))
    }

    /// Replaces numeric and named entities as Python's `html.unescape` does, by the rules of HTML 5.
    static func unescape(_ text: String) -> String {
        guard text.utf8.contains(38) else { return text }
        // By bytes: everything that matters here is ASCII.
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var here = 0
        while here < bytes.count {
            if bytes[here] == 38, let (replacement, end) = self.entity(bytes, here + 1) {
                result += replacement.utf8
                here = end
            } else {
                result.append(bytes[here])
                here += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// What an entity whose name begins at `start` stands for, and where it ends.
    private static func entity(_ bytes: [UInt8], _ start: Int) -> (String, Int)? {
        guard start < bytes.count else { return nil }
        if bytes[start] == 35 { return self.numeric(bytes, start + 1) }
        var end = start
        while end < bytes.count, end - start < 32, !self.endsName(bytes[end]) { end += 1 }
        if end < bytes.count, bytes[end] == 59, let known = self.known(bytes[start..<end]) {
            return (known.text, end + 1)
        }
        // Browsers let old entities end anywhere; their names are short.
        var length = min(end - start, HTMLEntities.longestOld)
        while length > 1 {
            if let known = self.known(bytes[start..<(start + length)]), known.isOld {
                return (known.text, start + length)
            }
            length -= 1
        }
        return nil
    }

    private static func known(_ name: ArraySlice<UInt8>) -> (text: String, isOld: Bool)? {
        HTMLEntities.byName[String(decoding: name, as: UTF8.self)[...]]
    }

    /// No name has characters beyond ASCII.
    private static func endsName(_ byte: UInt8) -> Bool {
        switch byte {
        case 9, 10, 12, 32, 35, 38, 59, 60, 128...255: true
        default: false
        }
    }

    private static func numeric(_ bytes: [UInt8], _ start: Int) -> (String, Int)? {
        let isHex = start < bytes.count && bytes[start] | 32 == 120
        var end = isHex ? start + 1 : start
        let first = end
        var value: UInt32 = 0
        while end < bytes.count, isHex ? bytes[end].isHexDigit : bytes[end].isDigit {
            let digit = UInt32(bytes[end].isDigit ? bytes[end] - 48 : (bytes[end] | 32) - 87)
            value = min(value * (isHex ? 16 : 10) + digit, 0x11_0000)
            end += 1
        }
        guard end > first else { return nil }
        if end < bytes.count, bytes[end] == 59 { end += 1 }
        return (self.character(value), end)
    }

    /// The character of a number; those of 0x80 to 0x9F are read as Windows-1252.
    private static func character(_ value: UInt32) -> String {
        switch value {
        case 0: return "\u{FFFD}"
        case 9, 10, 12, 13: break
        case 0x80...0x9F:
            if let known = self.windows[value] { return String(Character(known)) }
        case 1...0x1F, 0x7F, 0xFDD0...0xFDEF: return ""
        case _ where value & 0xFFFE == 0xFFFE && value <= 0x10_FFFF: return ""
        default: break
        }
        return Unicode.Scalar(value).map { String(Character($0)) } ?? "\u{FFFD}"
    }

    private static let windows: [UInt32: Unicode.Scalar] = [
        0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ", 0x89: "‰", 0x8A: "Š",
        0x8B: "‹", 0x8C: "Œ", 0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—",
        0x98: "˜", 0x99: "™", 0x9A: "š", 0x9B: "›", 0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
    ]
}
