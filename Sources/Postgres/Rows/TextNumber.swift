/// Whole numbers from ASCII digits, without a String in between.
enum TextNumber {
    static func read<T: FixedWidthInteger>(_ bytes: UnsafeBufferPointer<UInt8>) -> T? {
        guard let first = bytes.first else { return nil }
        let isNegative = first == UInt8(ascii: "-")
        let digits = isNegative ? bytes[1...] : bytes[...]
        guard !digits.isEmpty, digits.count <= 20 else { return nil }
        var value: T = 0
        for digit in digits {
            guard (48...57).contains(digit) else { return nil }
            let (shifted, overflows) = value.multipliedReportingOverflow(by: 10)
            let unit = T(truncatingIfNeeded: digit - 48)
            // Counted downwards for a negative number, since the least one has no positive twin.
            let (sum, overflowsToo) =
                isNegative ? shifted.subtractingReportingOverflow(unit) : shifted.addingReportingOverflow(unit)
            if overflows || overflowsToo { return nil }
            value = sum
        }
        return value
    }
}
