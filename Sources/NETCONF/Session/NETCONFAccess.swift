public import SSH

/// Where a device's NETCONF is, who asks, on what terms and through which jump hosts.
public struct NETCONFAccess: Sendable {
    /// The port that RFC 6242 section 3 gives it.
    public static let port: UInt16 = 830

    /// The device itself.
    public var endpoint: SSHEndpoint
    /// The jump hosts in the order in which they are signed in to.
    public var jumpHosts: [SSHEndpoint]
    /// How long each part may take.
    public var timeouts: NETCONFTimeouts
    /// How large an answer may be, in bytes.
    public var limit: Int

    /// An access to a device on NETCONF's own port.
    public init(
        host: String, port: UInt16 = Self.port, username: String, login: SSHLogin, hostKeys: HostKeyExpectation,
        algorithms: SSHAlgorithmPolicy = .modern, engine: SSHEndpoint.PreferredEngine? = nil,
        jumpHosts: [SSHEndpoint] = [], timeouts: NETCONFTimeouts = NETCONFTimeouts(), limit: Int = 32 << 20
    ) {
        self.endpoint = SSHEndpoint(
            host: host, port: port, username: username, login: login, hostKeys: hostKeys, algorithms: algorithms,
            engine: engine)
        self.jumpHosts = jumpHosts
        self.timeouts = timeouts
        self.limit = limit
    }
}
