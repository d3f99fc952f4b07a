/// A text key in two words: short ones whole, longer ones as hash and length; comparing them needs no reference count.
struct KeyMark: Equatable {
    private let low: UInt64
    private let high: UInt64

    /// What keys that are no text have.
    static let other = KeyMark(low: 0, high: 0xFF << 56)

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    init(_ text: String) {
        var text = text
        self = text.withUTF8 { bytes in
            guard bytes.count <= 15 else { return KeyMark(long: bytes) }
            var low: UInt64 = 0
            var high = UInt64(bytes.count) << 56
            for (position, byte) in bytes.enumerated() {
                if position < 8 {
                    low |= UInt64(byte) << UInt64(position * 8)
                } else {
                    high |= UInt64(byte) << UInt64((position - 8) * 8)
                }
            }
            return KeyMark(low: low, high: high)
        }
    }

    init(_ key: Value) {
        switch key {
        case .string(let text), .markup(let text): self.init(text)
        default: self = .other
        }
    }

    /// FNV-1a; equal marks of long texts are compared in full.
    private init(long bytes: UnsafeBufferPointer<UInt8>) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        self.init(low: hash, high: 0xFE << 56 | UInt64(bytes.count) & 0xFF_FFFF)
    }

    /// Whether equal marks mean equal texts.
    @inline(__always)
    var isWhole: Bool { self.high < 0xFE << 56 }
}
