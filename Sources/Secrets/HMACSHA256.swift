import CCrypto

/// HMAC with SHA-256 (RFC 2104, RFC 4231).
public enum HMACSHA256 {
    /// The 32-byte authentication code of `bytes` under `key`.
    public static func code(for bytes: some Collection<UInt8>, key: Secret) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: 32)
        let input = Array(bytes)
        let done = key.withUnsafeText { text in
            HMAC(EVP_sha256(), text, Int32(key.byteCount), input, input.count, &code, nil)
        }
        // Fails only when memory is exhausted or the library has no SHA-256.
        precondition(done != nil, "OpenSSL could not compute HMAC-SHA-256")
        return code
    }

    /// True when `code` is that of `bytes` under `key`, compared in constant time.
    public static func isValid(
        _ code: some Collection<UInt8>, for bytes: some Collection<UInt8>, key: Secret
    ) -> Bool {
        ConstantTime.equal(code, self.code(for: bytes, key: key))
    }
}
