/// One row on its way into a COPY: its values are appended in the order of the columns.
public struct PostgresCopyRow: ~Copyable {
    var bytes: [UInt8] = []
    var problem: PostgresError?
    private var isAtStart = true

    /// Appends a value, or NULL for nil.
    public mutating func append<Value: PostgresEncodable>(_ value: Value?) {
        guard let value = value?.postgresValue, value.content != .null else {
            beginValue()
            bytes.append(contentsOf: "\\N".utf8)
            return
        }
        guard let text = value.shownText else {
            problem = .misuse("A value has no text form that COPY could send", nil)
            return
        }
        append(text)
    }

    /// Appends a text.
    public mutating func append(_ text: String) {
        beginValue()
        var text = text
        let hasNUL = text.withUTF8 { append(escaping: $0) }
        if hasNUL { problem = .textWithNUL(nil) }
    }

    /// Appends a whole number.
    public mutating func append(_ number: Int) {
        beginValue()
        // At most nineteen digits and a sign.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var place = 20
            var rest = number.magnitude
            repeat {
                place -= 1
                digits[place] = 48 + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 { bytes.append(UInt8(ascii: "-")) }
            bytes.append(contentsOf: digits[place...])
        }
    }

    mutating func endRow() {
        bytes.append(UInt8(ascii: "\n"))
        isAtStart = true
    }

    mutating func takeBytes() -> [UInt8] {
        let taken = bytes
        bytes = []
        bytes.reserveCapacity(taken.count + 1024)
        return taken
    }

    private mutating func beginValue() {
        if !isAtStart { bytes.append(UInt8(ascii: "\t")) }
        isAtStart = false
    }

    /// COPY's text form: a backslash before itself, and letters for what would end a value or a row.
    private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) -> Bool {
        var hasNUL = false
        var clean = text.startIndex
        for index in text.indices where text[index] < 14 || text[index] == UInt8(ascii: "\\") {
            let letter: UInt8
            switch text[index] {
            case UInt8(ascii: "\\"): letter = UInt8(ascii: "\\")
            case UInt8(ascii: "\n"): letter = UInt8(ascii: "n")
            case UInt8(ascii: "\r"): letter = UInt8(ascii: "r")
            case UInt8(ascii: "\t"): letter = UInt8(ascii: "t")
            case 0:
                hasNUL = true
                continue
            default: continue
            }
            bytes.append(contentsOf: text[clean..<index])
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(letter)
            clean = index + 1
        }
        bytes.append(contentsOf: text[clean...])
        return hasNUL
    }
}
