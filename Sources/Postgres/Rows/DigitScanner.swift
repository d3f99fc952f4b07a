/// Reads numbers and fixed marks from short ASCII text.
struct DigitScanner {
    private var rest: UnsafeBufferPointer<UInt8>.SubSequence

    init(_ text: UnsafeBufferPointer<UInt8>) {
        rest = text[...]
    }

    var isAtEnd: Bool { rest.isEmpty }
    var next: UInt8? { rest.first }

    mutating func skip(_ mark: StaticString) -> Bool {
        let matches = mark.withUTF8Buffer { rest.starts(with: $0) }
        if matches { rest = rest.dropFirst(mark.utf8CodeUnitCount) }
        return matches
    }

    /// A number of that many digits.
    mutating func number(digits: ClosedRange<Int>) -> Int64? {
        let taken = rest.prefix { (48...57).contains($0) }
        guard digits.contains(taken.count) else { return nil }
        rest = rest.dropFirst(taken.count)
        return taken.reduce(0) { $0 * 10 + Int64($1 - 48) }
    }

    /// Digits after the point, as a number of the last place.
    mutating func fraction(places: Int) -> Int64? {
        let taken = rest.prefix { (48...57).contains($0) }
        guard (1...places).contains(taken.count), let value = number(digits: 1...places) else { return nil }
        return (taken.count..<places).reduce(value) { value, _ in value * 10 }
    }

    /// A word of small letters.
    mutating func word() -> String {
        let taken = rest.prefix { (97...122).contains($0) }
        rest = rest.dropFirst(taken.count)
        return String(decoding: taken, as: UTF8.self)
    }
}
