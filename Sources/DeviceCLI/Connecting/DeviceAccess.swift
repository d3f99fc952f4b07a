public import SSH

/// The protocol over which a device's command line is reached, and on what terms.
public enum DeviceAccess: Sendable {
    /// Encrypted, and proven by the host key.
    case ssh(SSHTerms)
    /// In clear: whoever is on the way reads the password. Only for equipment that knows nothing else.
    case telnet

    /// The terms of an SSH connection.
    public struct SSHTerms: Sendable {
        /// What the device's host key has to be.
        public var hostKeys: HostKeyExpectation
        /// Which algorithms may be used.
        public var algorithms: SSHAlgorithmPolicy
        /// The engine to begin with.
        public var engine: SSHEndpoint.PreferredEngine?
        /// The jump hosts on the way, the first one first.
        public var jumpHosts: [SSHEndpoint]
    }

    /// What a session has to have been opened on: everything but the engine, which is only the way there.
    var terms: String {
        switch self {
        case .telnet: return "telnet"
        case .ssh(let terms):
            let keys =
                switch terms.hostKeys {
                case .acceptFirst: "any"
                case .pinned(let keys): keys.map(\.fingerprint).sorted().joined(separator: ",")
                }
            let hops = terms.jumpHosts.map { "\($0.username)@\($0.place)" }.joined(separator: ",")
            return "ssh \(terms.algorithms.rawValue) \(keys) via \(hops)"
        }
    }

    /// SSH, by default with modern algorithms, the engine that fits, and no jump host.
    public static func ssh(
        hostKeys: HostKeyExpectation, algorithms: SSHAlgorithmPolicy = .modern,
        engine: SSHEndpoint.PreferredEngine? = nil, jumpHosts: [SSHEndpoint] = []
    ) -> DeviceAccess {
        .ssh(SSHTerms(hostKeys: hostKeys, algorithms: algorithms, engine: engine, jumpHosts: jumpHosts))
    }
}
