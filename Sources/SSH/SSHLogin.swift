import Fingerprints
import Foundation

/// What proves the user's identity; it has no printable form.
public enum SSHLogin: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A password, also given to a keyboard-interactive server that asks hidden questions.
    case password(String)
    /// A private key in OpenSSH or PEM form, with its passphrase when it has one.
    case privateKey(pem: String, passphrase: String?)
    /// The keys of an ssh-agent behind this Unix socket.
    case agent(socket: String)

    /// The kind of login, never its content.
    public var description: String {
        switch self {
        case .password: "password •••"
        case .privateKey: "private key •••"
        case .agent: "agent"
        }
    }

    /// The same as `description`.
    public var debugDescription: String { self.description }

    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// A digest by which equal logins are told from others without keeping their secrets; `more` is a further secret.
    public func digest(salt: [UInt8], with more: String? = nil) -> [UInt8] {
        let parts: [String?] =
            switch self {
            case .password(let password): ["password", password, nil]
            case .privateKey(let pem, let passphrase): ["key", pem, passphrase]
            case .agent(let socket): ["agent", socket, nil]
            }
        // Each part with its length, so that no two lists of parts look alike.
        let bytes = (parts + [more]).flatMap { part in
            Array("\(part?.utf8.count ?? -1):".utf8) + Array((part ?? "").utf8)
        }
        return SHA256.digest(salt + bytes)
    }

    /// Whether this is, or may be, an RSA key; only libssh signs with those as today's servers want it (RFC 8332).
    var isRSA: Bool {
        switch self {
        case .password: false
        case .agent: true
        case .privateKey(let pem, _): Self.isRSA(pem: pem)
        }
    }

    private static func isRSA(pem: String) -> Bool {
        if pem.contains("BEGIN RSA PRIVATE KEY") { return true }
        if pem.contains("BEGIN EC PRIVATE KEY") || pem.contains("BEGIN DSA PRIVATE KEY") { return false }
        let body = pem.split(separator: "\n").filter { !$0.contains("-----") && !$0.contains(":") }.joined()
        guard let bytes = Data(base64Encoded: body.filter { !$0.isWhitespace }) else { return false }
        // OpenSSH's form has the public key in clear (PROTOCOL.key); PKCS#8 the object identifier rsaEncryption (RFC 8017),
        // unless it is encrypted: then any key is possible, and the engine that takes all is the right one.
        if pem.contains("BEGIN OPENSSH PRIVATE KEY") { return bytes.range(of: Data("ssh-rsa".utf8)) != nil }
        if pem.contains("BEGIN ENCRYPTED PRIVATE KEY") { return true }
        return bytes.range(of: Data([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01])) != nil
    }
}
