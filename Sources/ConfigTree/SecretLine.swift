/// A line cut into words the way secrets are found in it: a value in quotes is one word without its quotes.
struct SecretLine {
    /// Where a word stands in the bytes.
    struct Word {
        /// What counts of it, without quotes.
        let range: Range<Int>
        let isQuoted: Bool
        /// The quote that begins the word and does not end in this line; 0 for none.
        let openQuote: UInt8
    }

    let bytes: [UInt8]
    /// The same in lower case.
    private let lowerBytes: [UInt8]
    private(set) var words: [Word] = []

    /// Cuts bytes into words, from a position on. `splits` holds `=` where `name=value` are two words, and `;` where it ends words.
    init(_ bytes: [UInt8], from start: Int = 0, splits: Set<UInt8>) {
        self.bytes = bytes
        lowerBytes = bytes.map(\.lowercased)
        var place = start
        while place < bytes.count {
            if Self.isBlank(bytes[place]) {
                place += 1
            } else {
                place = addWord(at: place, splits)
            }
        }
    }

    /// The bytes of a word.
    func text(_ index: Int) -> ArraySlice<UInt8> { bytes[words[index].range] }

    /// The bytes of a word in lower case.
    func lower(_ index: Int) -> ArraySlice<UInt8> { lowerBytes[words[index].range] }

    /// Appends the word that begins here; the answer is where to go on.
    private mutating func addWord(at start: Int, _ splits: Set<UInt8>) -> Int {
        let quote = bytes[start]
        let opens = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        if opens, let close = closing(quote, after: start) {
            words.append(Word(range: start + 1..<close, isQuoted: true, openQuote: 0))
            return close + 1
        }
        var end = start
        while end < bytes.count, !Self.isBlank(bytes[end]) {
            if bytes[end] == UInt8(ascii: "="), splits.contains(bytes[end]), end > start, end + 1 < bytes.count,
                !Self.isBlank(bytes[end + 1]), bytes[start..<end].allSatisfy(Self.isNamePart)
            {
                words.append(Word(range: start..<end + 1, isQuoted: false, openQuote: 0))
                return end + 1
            }
            end += 1
        }
        var last = end
        if splits.contains(UInt8(ascii: ";")) {
            while last > start, bytes[last - 1] == UInt8(ascii: ";") { last -= 1 }
        }
        if last > start { words.append(Word(range: start..<last, isQuoted: false, openQuote: opens ? quote : 0)) }
        return end
    }

    /// The quote that ends a value: what follows it is no part of a word.
    private func closing(_ quote: UInt8, after open: Int) -> Int? {
        var place = open + 1
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "\\") {
                place += 2
                continue
            }
            if bytes[place] == quote, place + 1 == bytes.count || Self.endsValue(bytes[place + 1]) { return place }
            place += 1
        }
        return nil
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

    static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte.lowercased) }

    /// Letters, digits and what holds names together.
    static func isNamePart(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".")
    }

    private static func endsValue(_ byte: UInt8) -> Bool {
        isBlank(byte)
            || [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ")")]
                .contains(byte)
    }
}
