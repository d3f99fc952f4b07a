import CCrypto

/// Random bytes from OpenSSL's generator (`RAND_bytes`, seeded by the kernel).
public enum RandomBytes {
    /// `count` unpredictable bytes; throws `.library` when the generator cannot be seeded.
    public static func generate(_ count: Int) throws(SecretsError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard RAND_bytes(&bytes, Int32(count)) == 1 else {
            throw SecretsError(.library, "This system gives no random numbers; NetStacks cannot make keys or tokens.")
        }
        return bytes
    }
}
