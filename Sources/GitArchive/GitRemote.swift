/// Where commits are pushed to, and how its server is trusted and signed in to.
public struct GitRemote: Sendable {
    /// How to sign in.
    public enum Login: Sendable {
        case none
        case password(username: String, password: String)
        /// A private key in PEM or OpenSSH's format.
        case key(username: String, pem: String, passphrase: String?)
    }

    /// An address with `ssh`, `https` or `http`, the short form `user@host:path`, or a path on this machine.
    public let url: String
    public let login: Login
    /// The branch there.
    public let branch: String
    /// Whether commits there that are not ours are thrown away.
    public let isForced: Bool
    /// Whether the server is the right one; called before any login is sent.
    public let trusts: @Sendable (GitServerProof) -> Bool

    /// A remote; nothing is connected yet.
    public init(
        url: String, login: Login, branch: String = "main", isForced: Bool = false,
        trusts: @escaping @Sendable (GitServerProof) -> Bool
    ) {
        self.url = url
        self.login = login
        self.branch = branch
        self.isForced = isForced
        self.trusts = trusts
    }
}
