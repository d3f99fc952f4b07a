/// A library that speaks SSH for us.
public enum SSHEngineKind: String, Sendable, Hashable, CaseIterable {
    /// The usual one; also knows the oldest algorithms.
    case libssh2
    /// For RSA keys with SHA-2, encrypt-then-MAC and AEAD ciphers, which the usual one lacks.
    case libssh

    /// The other one.
    public var other: SSHEngineKind { self == .libssh2 ? .libssh : .libssh2 }
}
