/// Writes the forms of the Basic Encoding Rules that SNMP has (RFC 3417 section 8): every length is definite.
enum BER {
    static let integer: UInt8 = 0x02
    static let octets: UInt8 = 0x04
    static let null: UInt8 = 0x05
    static let identifier: UInt8 = 0x06
    static let sequence: UInt8 = 0x30
    static let address: UInt8 = 0x40
    static let counter: UInt8 = 0x41
    static let gauge: UInt8 = 0x42
    static let ticks: UInt8 = 0x43
    static let opaque: UInt8 = 0x44
    static let largeCounter: UInt8 = 0x46

    static func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        [tag] + self.length(contents.count) + contents
    }

    static func number(_ value: Int64) -> [UInt8] {
        var bytes = withUnsafeBytes(of: value.bigEndian) { Array($0) }
        // The shortest form: no leading byte that only repeats the sign.
        while bytes.count > 1, bytes[0] == (bytes[1] & 0x80 == 0 ? 0 : 0xFF) { bytes.removeFirst() }
        return self.element(self.integer, bytes)
    }

    static func name(_ oid: OID) -> [UInt8] {
        var bytes = self.arc(UInt64(oid.arcs[0]) * 40 + UInt64(oid.arcs[1]))
        for arc in oid.arcs.dropFirst(2) { bytes += self.arc(UInt64(arc)) }
        return self.element(self.identifier, bytes)
    }

    private static func length(_ count: Int) -> [UInt8] {
        guard count > 127 else { return [UInt8(count)] }
        let bytes = withUnsafeBytes(of: UInt32(count).bigEndian) { Array($0.drop { $0 == 0 }) }
        return [0x80 | UInt8(bytes.count)] + bytes
    }

    private static func arc(_ value: UInt64) -> [UInt8] {
        var bytes = [UInt8(value & 0x7F)]
        var rest = value >> 7
        while rest > 0 {
            bytes.insert(0x80 | UInt8(rest & 0x7F), at: 0)
            rest >>= 7
        }
        return bytes
    }
}
