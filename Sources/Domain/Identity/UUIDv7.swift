import Foundation

/// Makes UUIDs of version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then random bits.
enum UUIDv7 {
    static func next(at date: Date = Date()) -> UUID {
        var generator = SystemRandomNumberGenerator()
        let milliseconds = UInt64(max(0, date.timeIntervalSince1970 * 1000))
        let high = generator.next()
        let low = generator.next()
        func byte(_ value: UInt64, _ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: value >> (index * 8)) }
        return UUID(
            uuid: (
                byte(milliseconds, 5), byte(milliseconds, 4), byte(milliseconds, 3),
                byte(milliseconds, 2), byte(milliseconds, 1), byte(milliseconds, 0),
                0x70 | (byte(high, 0) & 0x0F), byte(high, 1),
                0x80 | (byte(low, 0) & 0x3F), byte(low, 1), byte(low, 2), byte(low, 3),
                byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            )
        )
    }
}
