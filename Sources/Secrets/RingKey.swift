import Foundation

/// One key of the ring and its line in the key file: `key <id> <made at> <base64 of 32 bytes>`.
struct RingKey: Sendable {
    let id: KeyID
    let madeAt: Date
    let secret: Secret

    static func generate(at now: Date = Date()) throws(SecretsError) -> RingKey {
        guard let id = KeyID(bytes: try RandomBytes.generate(KeyID.length)) else {
            throw SecretsError(.library, "OpenSSL gave too few random bytes.")
        }
        return RingKey(id: id, madeAt: now, secret: Secret(bytes: try RandomBytes.generate(AESGCM.keyLength)))
    }

    /// Reads a line; nil when it is not a key.
    init?(line: Substring) {
        let words = line.split(separator: " ")
        guard words.count == 4, words[0] == "key",
            let idBytes = Hexadecimal.bytes(words[1]), let id = KeyID(bytes: idBytes),
            let madeAt = try? Date.ISO8601FormatStyle().parse(String(words[2])),  // nil says it: not a key line
            let bytes = Data(base64Encoded: String(words[3])), bytes.count == AESGCM.keyLength
        else { return nil }
        self.init(id: id, madeAt: madeAt, secret: Secret(bytes: bytes))
    }

    init(id: KeyID, madeAt: Date, secret: Secret) {
        self.id = id
        self.madeAt = madeAt
        self.secret = secret
    }

    /// The line, with the key in the clear: for the key file only.
    var line: String {
        let base64 = secret.withUnsafeBytes { Data($0).base64EncodedString() }
        return "key \(id) \(madeAt.formatted(.iso8601)) \(base64)"
    }
}
