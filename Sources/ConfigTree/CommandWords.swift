/// Cutting a line into words; spaces and tabs separate, and a value in double quotes is one word when its closing quote ends a word.
enum CommandWords {
    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

    /// Also the line ends inside a value of several lines.
    @inline(__always)
    private static func separates(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

    /// The next word at or behind a place; nil when only blanks follow.
    static func next(_ line: Span<UInt8>, _ place: Int) -> Range<Int>? {
        var start = place
        while start < line.count, separates(line[start]) { start += 1 }
        guard start < line.count else { return nil }
        if line[start] == UInt8(ascii: "\""), let end = closingQuote(line, after: start) { return start..<end }
        var end = start + 1
        while end < line.count, !separates(line[end]) { end += 1 }
        return start..<end
    }

    /// The words of a line, as places in its bytes.
    static func ranges(_ line: Span<UInt8>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var place = 0
        while let word = next(line, place) {
            ranges.append(word)
            place = word.upperBound
        }
        return ranges
    }

    /// The words of a line.
    static func split(_ line: String) -> [Substring] {
        var line = line
        line.makeContiguousUTF8()
        let text = line
        return ranges(text.utf8.span).map { word in
            let start = text.utf8.index(text.startIndex, offsetBy: word.lowerBound)
            return text[start..<text.utf8.index(start, offsetBy: word.count)]
        }
    }

    private static func closingQuote(_ line: Span<UInt8>, after open: Int) -> Int? {
        var index = open + 1
        while index < line.count {
            if line[index] == UInt8(ascii: "\""), index + 1 == line.count || separates(line[index + 1]) {
                return index + 1
            }
            index += 1
        }
        return nil
    }
}

extension UInt8 {
    /// The ASCII letter in lower case; any other byte as it is.
    @inline(__always)
    var lowercased: UInt8 { self >= 65 && self <= 90 ? self | 0x20 : self }
    /// True for ASCII digits.
    @inline(__always)
    var isDigit: Bool { self >= 48 && self <= 57 }
}

/// A hash of bytes that is the same in every run (FNV-1a); what it finds is compared, so a collision costs time and nothing else.
enum ByteHash {
    static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

    @inline(__always)
    static func add(_ byte: UInt8, to hash: UInt64) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

    /// The hash of a word without regard to case, behind what `hash` stands for.
    @inline(__always)
    static func word(_ line: Span<UInt8>, _ word: Range<Int>, behind hash: UInt64 = seed) -> UInt64 {
        var hash = hash
        for index in word { hash = add(line[index].lowercased, to: hash) }
        return add(0xFF, to: hash)
    }

    /// Joins two hashes; the order counts.
    @inline(__always)
    static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        var hash = (a ^ (b &* 0x9E37_79B9_7F4A_7C15)) &* 0xBF58_476D_1CE4_E5B9
        hash ^= hash >> 29
        return hash
    }

    /// The hash of a whole text, eight bytes at a time.
    static func text(_ line: Span<UInt8>) -> UInt64 {
        var hash = seed &+ UInt64(line.count)
        var index = 0
        line.bytes.withUnsafeBytes { bytes in
            while index + 8 <= bytes.count {
                hash = mix(hash, bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                index += 8
            }
            var rest: UInt64 = 0
            while index < bytes.count {
                rest = rest << 8 | UInt64(bytes[index])
                index += 1
            }
            hash = mix(hash, rest)
        }
        return hash
    }
}
