import Foundation

/// argon2id password hashes as encoded strings, computed on a few threads of their own.
public final class PasswordHasher: Sendable {
    private let parameters: Argon2Parameters
    private let threads: HashingThreads

    /// `threads` computations run at once (each takes the parameters' memory), `waiting` more may queue.
    public init(parameters: Argon2Parameters = .standard, threads: Int = 2, waiting: Int = 64) {
        self.parameters = parameters
        self.threads = HashingThreads(threads: threads, waiting: waiting)
    }

    /// An encoded hash with a fresh salt; throws `.hashingBusy` when too many are waiting.
    public func hash(_ password: Secret) async throws(SecretsError) -> String {
        let salt = try RandomBytes.generate(Argon2.saltLength)
        let parameters = parameters
        return try await threads.run {
            Result { () throws(SecretsError) in
                try Argon2.hash(Self.normalized(password), salt: salt, parameters: parameters)
            }
        }
    }

    /// True when the password made this hash; throws `.malformedPasswordHash` when it is not one of ours.
    public func verify(_ password: Secret, against encoded: String) async throws(SecretsError) -> Bool {
        guard let cost = Argon2Parameters(encoded: encoded), cost.isAffordable else { throw .malformedPasswordHash }
        return try await threads.run {
            Result { () throws(SecretsError) in try Argon2.verify(Self.normalized(password), against: encoded) }
        }
    }

    /// Does the work of a verification for a user who does not exist, so that the answer takes as long.
    public func verifyAgainstNobody(_ password: Secret) async throws(SecretsError) {
        let (memory, passes, lanes) = (parameters.memory, parameters.passes, parameters.lanes)
        let salt = Self.base64(try RandomBytes.generate(Argon2.saltLength))
        let hash = Self.base64(try RandomBytes.generate(Argon2.hashLength))
        _ = try await verify(
            password, against: "$argon2id$v=19$m=\(memory),t=\(passes),p=\(lanes)$\(salt)$\(hash)")
    }

    /// True when the hash was made with other parameters: hash again while the password is at hand.
    public func needsRehash(_ encoded: String) -> Bool {
        Argon2Parameters(encoded: encoded) != parameters
    }

    /// NFKC (NIST SP 800-63B, 5.1.1.2): the same password typed on another system has the same bytes.
    private static func normalized(_ password: Secret) -> Secret {
        Secret(password.reveal().precomposedStringWithCompatibilityMapping)
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("=", with: "")
    }
}
