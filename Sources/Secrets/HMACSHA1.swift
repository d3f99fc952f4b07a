import CCrypto

/// HMAC with SHA-1 (RFC 2104), only to read what others have written so: OpenSSH hashes the names in its known_hosts by it.
public enum HMACSHA1 {
    /// The code of a message, 20 bytes.
    public static func code(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: 20)
        let done = HMAC(EVP_sha1(), key, Int32(key.count), message, message.count, &code, nil)
        precondition(done != nil, "OpenSSL could not compute HMAC-SHA-1")
        return code
    }
}
