import Foundation
import Synchronization

/// Makes UUIDs of version 7 (RFC 9562, 5.7 and 6.2 method 1): Unix milliseconds, a counter of 12 bits, then random bits.
///
/// Each is greater than the one before, also when the clock stands still or goes back.
struct UUIDv7 {
    private static let shared = Mutex(UUIDv7())
    private var stamp: UInt64 = 0

    /// The next one of this process.
    static func next() -> UUID {
        let now = Date()
        return shared.withLock { $0.next(at: now) }
    }

    mutating func next(at date: Date) -> UUID {
        let now = UInt64(max(0, date.timeIntervalSince1970 * 1000)) << 12
        // A counter that overflows borrows from the next millisecond.
        stamp = max(now, stamp + 1)
        var generator = SystemRandomNumberGenerator()
        let low = generator.next()
        func byte(_ value: UInt64, _ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: value >> (index * 8)) }
        let milliseconds = stamp >> 12
        return UUID(
            uuid: (
                byte(milliseconds, 5), byte(milliseconds, 4), byte(milliseconds, 3),
                byte(milliseconds, 2), byte(milliseconds, 1), byte(milliseconds, 0),
                0x70 | (byte(stamp, 1) & 0x0F), byte(stamp, 0),
                0x80 | (byte(low, 0) & 0x3F), byte(low, 1), byte(low, 2), byte(low, 3),
                byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            )
        )
    }
}
