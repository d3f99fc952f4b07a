import TCP

/// A server, who signs in to it, and on what terms.
public struct SSHEndpoint: Sendable {
    /// A name, an IPv4 or an IPv6 address.
    public var host: String
    /// The TCP port.
    public var port: UInt16
    /// The user's name on the server.
    public var username: String
    /// What proves the user's identity.
    public var login: SSHLogin
    /// What the server's host key has to be.
    public var hostKeys: HostKeyExpectation
    /// Which algorithms may be used.
    public var algorithms: SSHAlgorithmPolicy
    /// The engine to begin with; nil leaves the choice to what is known before the connection.
    public var engine: PreferredEngine?

    /// An endpoint on SSH's port with modern algorithms and the engine that fits.
    public init(
        host: String, port: UInt16 = 22, username: String, login: SSHLogin, hostKeys: HostKeyExpectation,
        algorithms: SSHAlgorithmPolicy = .modern, engine: PreferredEngine? = nil
    ) {
        self.host = host
        self.port = port
        self.username = username
        self.login = login
        self.hostKeys = hostKeys
        self.algorithms = algorithms
        self.engine = engine
    }

    /// `host:port`, an IPv6 address in brackets.
    public var place: String { TCPEndpoint(host: self.host, port: self.port).description }

    /// An engine to begin with.
    public enum PreferredEngine: Sendable, Hashable {
        /// What worked the last time; the other one is tried when the server has changed.
        case remembered(SSHEngineKind)
        /// This one and no other.
        case only(SSHEngineKind)

        var kind: SSHEngineKind {
            switch self {
            case .remembered(let kind), .only(let kind): kind
            }
        }

        var isFixed: Bool { if case .only = self { true } else { false } }
    }
}
