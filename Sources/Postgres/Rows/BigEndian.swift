/// Reads whole numbers in network order from the front of a value's binary form.
struct BigEndianReader {
    private(set) var rest: UnsafeBufferPointer<UInt8>.SubSequence

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        rest = bytes[...]
    }

    mutating func next<T: FixedWidthInteger>(_ type: T.Type = T.self) -> T? {
        guard let bytes = take(MemoryLayout<T>.size) else { return nil }
        return T(bigEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(as: T.self))
    }

    mutating func take(_ count: Int) -> UnsafeBufferPointer<UInt8>? {
        guard count >= 0, rest.count >= count else { return nil }
        let taken = UnsafeBufferPointer(rebasing: rest.prefix(count))
        rest = rest.dropFirst(count)
        return taken
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The whole value as one number; nil when it has another size.
    func bigEndian<T: FixedWidthInteger>(_ type: T.Type = T.self) -> T? {
        guard count == MemoryLayout<T>.size else { return nil }
        return T(bigEndian: UnsafeRawBufferPointer(self).loadUnaligned(as: T.self))
    }

    /// A whole number of any of PostgreSQL's sizes.
    func wholeNumber(_ type: PostgresType) -> Int64? {
        switch type {
        case .int8: bigEndian(Int64.self)
        case .int4: bigEndian(Int32.self).map(Int64.init)
        case .int2: bigEndian(Int16.self).map(Int64.init)
        case .oid: bigEndian(UInt32.self).map(Int64.init)
        default: nil
        }
    }
}

extension FixedWidthInteger {
    /// The number in network order.
    var networkBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
