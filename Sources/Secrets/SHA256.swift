import CCrypto

/// SHA-256 (FIPS 180-4).
public enum SHA256 {
    /// The 32 bytes of the digest.
    public static func hash(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        let input = Array(bytes)
        let done = EVP_Digest(input, input.count, &digest, nil, EVP_sha256(), nil)
        // Fails only when memory is exhausted or the library has no SHA-256; neither leaves anything to continue with.
        precondition(done == 1, "OpenSSL could not compute SHA-256")
        return digest
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public static func hex(_ bytes: some Collection<UInt8>) -> String {
        Hexadecimal.text(hash(bytes))
    }

    /// The digest of the text's UTF-8 as 64 lower-case hexadecimal digits.
    public static func hex(_ text: String) -> String {
        hex(text.utf8)
    }
}
