import CArgon2

/// libargon2's argon2id (RFC 9106), blocking; `PasswordHasher` calls it on its own threads.
enum Argon2 {
    static let saltLength = 16
    static let hashLength = 32

    static func hash(_ password: Secret, salt: [UInt8], parameters: Argon2Parameters) throws(SecretsError) -> String {
        let (memory, passes, lanes) = (parameters.memory, parameters.passes, parameters.lanes)
        let length = argon2_encodedlen(
            passes, memory, lanes, UInt32(salt.count), UInt32(hashLength), Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let result = password.withUnsafeText { text in
            argon2id_hash_encoded(
                passes, memory, lanes, text, password.byteCount, salt, salt.count, hashLength, &encoded, length)
        }
        guard result == ARGON2_OK.rawValue else { throw failure(result) }
        return String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// True when the password made this hash; libargon2 compares in constant time.
    static func verify(_ password: Secret, against encoded: String) throws(SecretsError) -> Bool {
        let result = password.withUnsafeText { argon2id_verify(encoded, $0, password.byteCount) }
        switch result {
        case ARGON2_OK.rawValue: return true
        case ARGON2_VERIFY_MISMATCH.rawValue: return false
        case ARGON2_DECODING_FAIL.rawValue: throw .malformedPasswordHash
        default: throw failure(result)
        }
    }

    private static func failure(_ result: Int32) -> SecretsError {
        SecretsError(
            .library, "The password could not be hashed; the machine may be short of memory.",
            cause: argon2_error_message(result).map { String(cString: $0) })
    }
}

extension SecretsError {
    static var malformedPasswordHash: SecretsError {
        SecretsError(
            .malformedPasswordHash,
            "The stored password is not an argon2id hash this program makes; set a new password.")
    }
}
