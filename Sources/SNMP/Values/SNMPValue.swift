/// A value as an agent sends it (RFC 2578 section 7, RFC 3416 section 3); untrusted.
public enum SNMPValue: Sendable, Hashable {
    /// A number with a sign.
    case integer(Int32)
    /// Bytes, which may be text.
    case octets([UInt8])
    /// The name of an object.
    case oid(OID)
    /// Nothing.
    case null
    /// An IPv4 address, four bytes.
    case address([UInt8])
    /// A number that grows and begins again.
    case counter(UInt32)
    /// A number without a sign that rises and falls.
    case gauge(UInt32)
    /// Hundredths of a second.
    case ticks(UInt32)
    /// Bytes in a form of the vendor's own.
    case opaque([UInt8])
    /// A large number that grows and begins again.
    case largeCounter(UInt64)
    /// The agent has no such object.
    case noSuchObject
    /// The agent has the object, but not this row of it.
    case noSuchInstance
    /// Nothing comes after the name that was asked for.
    case endOfView

    /// Whether there is a value at all.
    public var isPresent: Bool {
        switch self {
        case .noSuchObject, .noSuchInstance, .endOfView, .null: false
        default: true
        }
    }

    /// The number, of whatever kind.
    public var number: Int64? {
        switch self {
        case .integer(let value): Int64(value)
        case .counter(let value), .gauge(let value), .ticks(let value): Int64(value)
        case .largeCounter(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// The bytes as one line of at most 1,024 visible characters, white space at its ends removed; nil for no bytes.
    public var text: String? {
        guard case .octets(let bytes) = self else { return nil }
        return Self.line(bytes)
    }

    static func line(_ bytes: [UInt8]) -> String {
        var line = ""
        for scalar in String(decoding: bytes.prefix(4096), as: UTF8.self).unicodeScalars.prefix(1024) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
                if !line.isEmpty, line.last != " " { line.append(" ") }
            default: line.unicodeScalars.append(scalar)
            }
        }
        let visible = line.drop { $0 == " " }
        return String(
            visible[..<(visible.lastIndex { $0 != " " }.map { visible.index(after: $0) } ?? visible.startIndex)])
    }
}
