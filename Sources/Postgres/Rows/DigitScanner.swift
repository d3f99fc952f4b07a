/// Reads numbers and fixed marks from short ASCII text.
struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

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
}
