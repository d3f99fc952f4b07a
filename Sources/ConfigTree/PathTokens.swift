/// Cuts the text of a platform with paths into words and signs.
struct PathTokens {
    enum Token: Equatable {
        /// A word; its place is without quotes.
        case word(Range<Int>)
        case open
        case close
        /// `;`
        case end
        case openList
        case closeList
        case line
    }

    /// Braces and semicolons are signs.
    let hasBraces: Bool
    let comments: [String]
    private var place = 0
    /// The number of the line that is read.
    private(set) var number = 1
    private var isLineStart = true

    init(hasBraces: Bool, comments: [String]) {
        self.hasBraces = hasBraces
        self.comments = comments
    }

    /// The next word or sign; nil at the end.
    mutating func next(_ bytes: Span<UInt8>) throws(ConfigTreeError) -> Token? {
        while place < bytes.count {
            let byte = bytes[place]
            switch byte {
            case 10, 13:
                place += byte == 13 && place + 1 < bytes.count && bytes[place + 1] == 10 ? 2 : 1
                number += 1
                isLineStart = true
                return .line
            case 9, 32: place += 1
            case 0: throw ConfigTreeError(.controlCharacter, line: number)
            default:
                if isLineStart || hasBraces, skipsComment(bytes) { continue }
                isLineStart = false
                if let sign = sign(byte, bytes) {
                    place += 1
                    return sign
                }
                return try word(bytes)
            }
        }
        return nil
    }

    private func sign(_ byte: UInt8, _ bytes: Span<UInt8>) -> Token? {
        let isAlone = place + 1 == bytes.count || bytes[place + 1] <= 32 || bytes[place + 1] == UInt8(ascii: ";")
        switch byte {
        case UInt8(ascii: "["): return isAlone ? .openList : nil
        case UInt8(ascii: "]"): return isAlone ? .closeList : nil
        case UInt8(ascii: "{") where hasBraces: return .open
        case UInt8(ascii: "}") where hasBraces: return .close
        case UInt8(ascii: ";") where hasBraces: return .end
        default: return nil
        }
    }

    private mutating func skipsComment(_ bytes: Span<UInt8>) -> Bool {
        if hasBraces, bytes[place] == UInt8(ascii: "/"), place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "*")
        {
            place += 2
            while place < bytes.count {
                if bytes[place] == UInt8(ascii: "/"), bytes[place - 1] == UInt8(ascii: "*") { break }
                if bytes[place] == 10 { number += 1 }
                place += 1
            }
            place = min(place + 1, bytes.count)
            return true
        }
        let starts = comments.contains { comment in
            guard place + comment.utf8.count <= bytes.count else { return false }
            var index = place
            for byte in comment.utf8 {
                if bytes[index] != byte { return false }
                index += 1
            }
            return true
        }
        guard starts else { return false }
        while place < bytes.count, bytes[place] != 10, bytes[place] != 13 { place += 1 }
        return true
    }

    private mutating func word(_ bytes: Span<UInt8>) throws(ConfigTreeError) -> Token {
        let first = bytes[place]
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            let line = number
            var index = place + 1
            while index < bytes.count, bytes[index] != first {
                if bytes[index] == UInt8(ascii: "\\"), first == UInt8(ascii: "\"") { index += 1 }
                if index < bytes.count, bytes[index] == 0 { throw ConfigTreeError(.controlCharacter, line: number) }
                if index < bytes.count, bytes[index] == 10 { number += 1 }
                index += 1
            }
            guard index < bytes.count else { throw ConfigTreeError(.unterminatedValue, line: line) }
            let start = place + 1
            place = index + 1
            return .word(start..<index)
        }
        let start = place
        while place < bytes.count {
            let byte = bytes[place]
            if byte <= 32 {
                if byte == 0 { throw ConfigTreeError(.controlCharacter, line: number) }
                break
            }
            if hasBraces, byte == UInt8(ascii: ";") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") { break }
            if byte == UInt8(ascii: "]"), sign(byte, bytes) != nil { break }
            place += 1
        }
        return .word(start..<place)
    }
}
