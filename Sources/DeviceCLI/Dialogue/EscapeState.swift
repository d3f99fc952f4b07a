/// Where in a terminal escape sequence the input stands (ECMA-48), remembered across chunks.
enum EscapeState: Sendable, Equatable {
    case none
    case started
    case control(parameter: UInt8?)
    case operatingSystem
    case operatingSystemEnd
    case oneMore

    /// What a finished sequence erases.
    enum Erasure: Equatable {
        case nothing, toEnd, all
    }

    /// Takes the next byte; gives what the sequence erases when this byte ended it.
    mutating func consume(_ byte: UInt8) -> Erasure? {
        switch self {
        case .none: return nil
        case .started: self = Self.after(introducer: byte)
        case .control(let parameter):
            switch byte {
            case 0x30...0x3F: self = .control(parameter: parameter ?? byte)
            case 0x20...0x2F: break
            default:
                self = .none
                return Self.erasure(final: byte, parameter: parameter)
            }
        case .operatingSystem:
            if byte == 0x07 { self = .none } else if byte == 0x1B { self = .operatingSystemEnd }
        case .operatingSystemEnd: self = .none
        case .oneMore: self = .none
        }
        return self == .none ? .nothing : nil
    }

    private static func after(introducer byte: UInt8) -> EscapeState {
        switch byte {
        case UInt8(ascii: "["): .control(parameter: nil)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "^"), UInt8(ascii: "_"): .operatingSystem
        case 0x20...0x2F: .oneMore
        default: .none
        }
    }

    private static func erasure(final byte: UInt8, parameter: UInt8?) -> Erasure {
        guard byte == UInt8(ascii: "K") || byte == UInt8(ascii: "J") else { return .nothing }
        return parameter == UInt8(ascii: "1") || parameter == UInt8(ascii: "2") ? .all : .toEnd
    }
}
