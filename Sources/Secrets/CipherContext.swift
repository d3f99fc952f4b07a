import CCrypto

/// Owns one OpenSSL cipher context for one message; freed, and with it the key schedule wiped, on deinit.
final class CipherContext {
    let pointer: OpaquePointer

    init(key: Secret, nonce: [UInt8], encrypts: Bool) throws(SecretsError) {
        guard key.byteCount == AESGCM.keyLength, nonce.count == AESGCM.nonceLength,
            let pointer = EVP_CIPHER_CTX_new()
        else { throw SecretsError(.library, "OpenSSL could not prepare AES-256-GCM.") }
        self.pointer = pointer
        let ready = key.withUnsafeBytes { bytes in
            EVP_CipherInit_ex(
                pointer, EVP_aes_256_gcm(), nil, bytes.bindMemory(to: UInt8.self).baseAddress, nonce,
                encrypts ? 1 : 0)
        }
        guard ready == 1 else { throw SecretsError(.library, "OpenSSL could not prepare AES-256-GCM.") }
    }

    deinit { EVP_CIPHER_CTX_free(pointer) }

    /// Feeds data that is covered by the tag but not encrypted.
    func authenticate(_ associated: [UInt8]) -> Bool {
        var written: Int32 = 0
        return EVP_CipherUpdate(pointer, nil, &written, associated, Int32(associated.count)) == 1
    }

    /// Feeds the whole message; `output` has its length.
    func update(_ output: inout [UInt8], _ input: UnsafeRawBufferPointer) -> Bool {
        var written: Int32 = 0
        // OpenSSL takes a nil output for associated data, so an empty message is not fed at all.
        guard !input.isEmpty else { return true }
        guard input.count <= Int(Int32.max) else { return false }
        return EVP_CipherUpdate(
            pointer, &output, &written, input.bindMemory(to: UInt8.self).baseAddress, Int32(input.count)) == 1
    }

    /// Ends the message; when decrypting, false means the tag does not fit.
    func finish() -> Bool {
        var rest = [UInt8](repeating: 0, count: Int(EVP_MAX_BLOCK_LENGTH))
        var written: Int32 = 0
        return EVP_CipherFinal_ex(pointer, &rest, &written) == 1
    }
}
