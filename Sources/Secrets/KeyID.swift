/// The name of a ring key: 8 random bytes, printed as 16 hexadecimal digits; not secret.
public struct KeyID: Sendable, Hashable, CustomStringConvertible {
    static let length = 8
    let bytes: [UInt8]

    init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// 16 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.text(bytes) }
}
