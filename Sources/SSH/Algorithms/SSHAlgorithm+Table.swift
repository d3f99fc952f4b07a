extension SSHAlgorithm {
    /// Every algorithm that one of the engines knows, the preferred first in each kind.
    ///
    /// libssh2 1.10 has no rsa-sha2, no encrypt-then-MAC and no AEAD cipher; libssh 0.10 has no DSA, no MD5 and no
    /// truncated MAC. Each line is held against a real OpenSSH server, or asyncssh's where OpenSSH dropped the algorithm.
    public static let all: [SSHAlgorithm] = [
        .init(.keyExchange, "curve25519-sha256"),
        .init(.keyExchange, "curve25519-sha256@libssh.org"),
        .init(.keyExchange, "ecdh-sha2-nistp256"),
        .init(.keyExchange, "ecdh-sha2-nistp384"),
        .init(.keyExchange, "ecdh-sha2-nistp521"),
        .init(.keyExchange, "diffie-hellman-group16-sha512"),
        .init(.keyExchange, "diffie-hellman-group18-sha512"),
        .init(.keyExchange, "diffie-hellman-group14-sha256"),
        .init(.keyExchange, "diffie-hellman-group-exchange-sha256"),
        .init(.keyExchange, "diffie-hellman-group14-sha1", isLegacy: true),
        .init(.keyExchange, "diffie-hellman-group-exchange-sha1", isLegacy: true),
        .init(.keyExchange, "diffie-hellman-group1-sha1", isLegacy: true),

        .init(.hostKey, "ssh-ed25519"),
        .init(.hostKey, "ecdsa-sha2-nistp256"),
        .init(.hostKey, "ecdsa-sha2-nistp384"),
        .init(.hostKey, "ecdsa-sha2-nistp521"),
        .init(.hostKey, "rsa-sha2-512", engines: [.libssh]),
        .init(.hostKey, "rsa-sha2-256", engines: [.libssh]),
        .init(.hostKey, "ssh-rsa", isLegacy: true),
        .init(.hostKey, "ssh-dss", isLegacy: true, engines: [.libssh2]),

        .init(.cipher, "chacha20-poly1305@openssh.com", engines: [.libssh], isAuthenticated: true),
        .init(.cipher, "aes256-gcm@openssh.com", engines: [.libssh], isAuthenticated: true),
        .init(.cipher, "aes128-gcm@openssh.com", engines: [.libssh], isAuthenticated: true),
        .init(.cipher, "aes256-ctr"),
        .init(.cipher, "aes192-ctr"),
        .init(.cipher, "aes128-ctr"),
        .init(.cipher, "aes256-cbc", isLegacy: true),
        .init(.cipher, "aes192-cbc", isLegacy: true),
        .init(.cipher, "aes128-cbc", isLegacy: true),
        .init(.cipher, "3des-cbc", isLegacy: true),

        .init(.mac, "hmac-sha2-256-etm@openssh.com", engines: [.libssh]),
        .init(.mac, "hmac-sha2-512-etm@openssh.com", engines: [.libssh]),
        .init(.mac, "hmac-sha2-256"),
        .init(.mac, "hmac-sha2-512"),
        .init(.mac, "hmac-sha1", isLegacy: true),
        .init(.mac, "hmac-sha1-96", isLegacy: true, engines: [.libssh2]),
        .init(.mac, "hmac-md5", isLegacy: true, engines: [.libssh2]),
        .init(.mac, "hmac-md5-96", isLegacy: true, engines: [.libssh2]),
    ]

    /// The algorithm of this name; nil for one that no engine knows.
    public static func named(_ name: String, _ kind: Kind) -> SSHAlgorithm? {
        self.all.first { $0.kind == kind && $0.name == name }
    }
}
