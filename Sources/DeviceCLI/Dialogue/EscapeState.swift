/// Where in a terminal escape sequence the input stands (ECMA-48), remembered across chunks.
enum EscapeState: Sendable, Equatable {
    case none
    case started
    case control(Parameters)
    case operatingSystem
    case operatingSystemEnd
    case oneMore

    /// The numbers of a control sequence; only the first two are ever needed.
    struct Parameters: Sendable, Equatable {
        var first: Int?
        var second: Int?
        var isSecond = false
        var isPrivate = false

        mutating func take(_ byte: UInt8) {
            switch byte {
            case 0x30...0x39:
                let digit = Int(byte - 0x30)
                // Bounded: no terminal is that wide.
                if self.isSecond {
                    self.second = min((self.second ?? 0) * 10 + digit, 9999)
                } else {
                    self.first = min((self.first ?? 0) * 10 + digit, 9999)
                }
            case UInt8(ascii: ";"): self.isSecond = true
            case 0x3C...0x3F: self.isPrivate = true
            default: break
            }
        }
    }

    /// What a finished sequence does to the line.
    enum Effect: Equatable {
        case nothing, eraseToEnd, eraseAll, newLine
        case column(Int)
        case move(Int)
    }

    /// Takes the next byte; gives what the sequence does when this byte ended it.
    mutating func consume(_ byte: UInt8) -> Effect? {
        switch self {
        case .none: return nil
        case .started:
            self = Self.after(introducer: byte)
            if byte == UInt8(ascii: "E") { return .newLine }
        case .control(var parameters):
            switch byte {
            case 0x30...0x3F:
                parameters.take(byte)
                self = .control(parameters)
            case 0x20...0x2F: break
            default:
                self = .none
                return parameters.isPrivate ? .nothing : Self.effect(of: byte, parameters)
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
        case UInt8(ascii: "["): .control(Parameters())
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "^"), UInt8(ascii: "_"): .operatingSystem
        case 0x20...0x2F: .oneMore
        default: .none
        }
    }

    private static func effect(of final: UInt8, _ parameters: Parameters) -> Effect {
        let count = max(1, parameters.first ?? 1)
        switch final {
        case UInt8(ascii: "K"), UInt8(ascii: "J"):
            return parameters.first == 1 || parameters.first == 2 ? .eraseAll : .eraseToEnd
        // ProCurve draws its last line by absolute positions; the row never changes while a line is typed.
        case UInt8(ascii: "H"), UInt8(ascii: "f"): return .column(max(1, parameters.second ?? 1) - 1)
        case UInt8(ascii: "G"): return .column(count - 1)
        case UInt8(ascii: "C"): return .move(count)
        case UInt8(ascii: "D"): return .move(-count)
        default: return .nothing
        }
    }
}
