import Fingerprints
import Foundation

/// A public host key as a server offered it.
public struct SSHHostKey: Sendable, Hashable, Codable {
    /// The key's type as in the protocol, for example `ssh-ed25519`.
    public let type: String
    /// The raw public key blob (RFC 4253 section 6.6).
    public let bytes: [UInt8]

    /// A key out of its type and blob.
    public init(type: String, bytes: [UInt8]) {
        self.type = type
        self.bytes = bytes
    }

    /// Reads a line such as `ssh-ed25519 AAAA… comment`; nil when it is none or its blob is of another type.
    public init?(openSSH line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard words.count >= 2, let blob = Data(base64Encoded: String(words[1])) else { return nil }
        let bytes = [UInt8](blob)
        guard let type = Self.type(of: bytes), type == words[0] else { return nil }
        self.init(type: type, bytes: bytes)
    }

    /// A key out of its blob alone, whose first field is the type.
    init?(blob: [UInt8]) {
        guard let type = Self.type(of: blob) else { return nil }
        self.init(type: type, bytes: blob)
    }

    /// The SHA-256 fingerprint as OpenSSH prints it, `SHA256:…` without padding.
    public var fingerprint: String {
        let text = Data(SHA256.digest(self.bytes)).base64EncodedString()
        return "SHA256:" + text.prefix { $0 != "=" }
    }

    /// The key as in OpenSSH's files: type and base64.
    public var openSSH: String { "\(self.type) \(Data(self.bytes).base64EncodedString())" }

    private static func type(of blob: [UInt8]) -> String? {
        guard blob.count > 4 else { return nil }
        let length = blob[..<4].reduce(0) { $0 << 8 | Int($1) }
        guard length > 0, length <= 64, blob.count >= 4 + length else { return nil }
        let name = blob[4..<4 + length]
        guard name.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2C }) else { return nil }
        return String(decoding: name, as: UTF8.self)
    }
}
