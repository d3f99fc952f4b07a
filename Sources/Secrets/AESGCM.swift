import CCrypto

/// AES-256 in Galois/counter mode (NIST SP 800-38D) with 12-byte nonces and 16-byte tags.
enum AESGCM {
    static let keyLength = 32
    static let nonceLength = 12
    static let tagLength = 16
    static let overhead = nonceLength + tagLength

    /// Encrypts under a fresh random nonce: nonce, ciphertext, tag.
    static func seal(_ plaintext: Secret, key: Secret, associated: [UInt8]) throws(SecretsError) -> [UInt8] {
        try seal(plaintext, key: key, nonce: try RandomBytes.generate(nonceLength), associated: associated)
    }

    static func seal(
        _ plaintext: Secret, key: Secret, nonce: [UInt8], associated: [UInt8]
    ) throws(SecretsError) -> [UInt8] {
        let context = try CipherContext(key: key, nonce: nonce, encrypts: true)
        var ciphertext = [UInt8](repeating: 0, count: plaintext.byteCount)
        var tag = [UInt8](repeating: 0, count: tagLength)
        guard context.authenticate(associated),
            plaintext.withUnsafeBytes({ context.update(&ciphertext, $0) }),
            context.finish(),
            EVP_CIPHER_CTX_ctrl(context.pointer, EVP_CTRL_GCM_GET_TAG, Int32(tagLength), &tag) == 1
        else { throw SecretsError(.library, "OpenSSL could not encrypt a secret.") }
        return nonce + ciphertext + tag
    }

    /// Decrypts what `seal` made; nil when key, associated data or any byte is not the one sealed.
    static func open(_ sealed: ArraySlice<UInt8>, key: Secret, associated: [UInt8]) throws(SecretsError) -> Secret? {
        guard sealed.count >= overhead else { return nil }
        let ciphertext = Array(sealed.dropFirst(nonceLength).dropLast(tagLength))
        var tag = Array(sealed.suffix(tagLength))
        var plaintext = [UInt8](repeating: 0, count: ciphertext.count)
        defer { plaintext.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) } }
        let context = try CipherContext(key: key, nonce: Array(sealed.prefix(nonceLength)), encrypts: false)
        guard context.authenticate(associated),
            ciphertext.withUnsafeBytes({ context.update(&plaintext, $0) }),
            EVP_CIPHER_CTX_ctrl(context.pointer, EVP_CTRL_GCM_SET_TAG, Int32(tagLength), &tag) == 1,
            context.finish()
        else { return nil }
        return Secret(bytes: plaintext)
    }
}
