/// One algorithm of the SSH protocol by its registered name (RFC 4250 section 4.11, and the vendors' `name@domain`).
public struct SSHAlgorithm: Sendable, Hashable {
    /// What an algorithm is for; both sides must share one of each kind.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Agreeing on a common secret.
        case keyExchange
        /// Proving that the server owns its host key.
        case hostKey
        /// Hiding what is said.
        case cipher
        /// Proving that nothing was changed on the way.
        case mac
    }

    /// What the algorithm is for.
    public let kind: Kind
    /// The name as in the protocol.
    public let name: String
    /// Whether it is weak by today's measure (SHA-1, CBC, MD5, DSA, RC4, 64-bit blocks) and needs a device's opt-in.
    public let isLegacy: Bool
    /// The engines that know it.
    public let engines: Set<SSHEngineKind>
    /// Whether this cipher proves integrity by itself, so that no MAC is agreed on.
    public let isAuthenticated: Bool

    init(
        _ kind: Kind, _ name: String, isLegacy: Bool = false, engines: Set<SSHEngineKind> = [.libssh2, .libssh],
        isAuthenticated: Bool = false
    ) {
        self.kind = kind
        self.name = name
        self.isLegacy = isLegacy
        self.engines = engines
        self.isAuthenticated = isAuthenticated
    }
}
