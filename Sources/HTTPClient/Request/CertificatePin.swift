import Foundation

/// The SHA-256 of a server's certificate, or of the public key in it, which outlives a renewal.
public enum CertificatePin: Sendable, Hashable, CustomStringConvertible {
    /// Of the whole certificate (DER), 32 bytes.
    case certificate([UInt8])
    /// Of the SubjectPublicKeyInfo (DER), 32 bytes, as in RFC 7469.
    case publicKey([UInt8])

    /// Reads `certificate:` or `public-key:` and 64 hexadecimal digits, colons between them allowed; nil when it is neither.
    public init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...].filter { $0 != ":" }.utf8.map { Self.digit($0) }
        guard digits.count == 64, digits.allSatisfy({ $0 != nil }) else { return nil }
        let known = digits.compactMap { $0 }
        let bytes = stride(from: 0, to: 64, by: 2).map { known[$0] << 4 | known[$0 + 1] }
        switch text[..<colon] {
        case "certificate": self = .certificate(bytes)
        case "public-key": self = .publicKey(bytes)
        default: return nil
        }
    }

    /// Whether it outlives a renewal of the certificate.
    public var isOfKey: Bool { if case .publicKey = self { true } else { false } }

    /// The form that `init` reads, in lower case without colons between digits.
    public var description: String {
        switch self {
        case .certificate(let bytes): "certificate:" + Self.hex(bytes)
        case .publicKey(let bytes): "public-key:" + Self.hex(bytes)
        }
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
