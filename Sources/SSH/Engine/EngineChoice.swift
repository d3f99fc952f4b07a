/// Why a connection uses the engine it uses.
public enum EngineReason: String, Sendable, Hashable, CaseIterable {
    /// It is the usual one, and nothing spoke against it.
    case usual
    /// The login is by an RSA key, which the usual engine signs with SHA-1 only.
    case rsaLogin
    /// The pinned host key is an RSA key, which the usual engine verifies with SHA-1 only.
    case rsaHostKey
    /// It worked the last time.
    case remembered
    /// The other engine shares no algorithms with the server.
    case algorithms
}

/// Which engine to try, and the other one when the first cannot agree with the server; pure.
struct EngineChoice {
    private(set) var engine: SSHEngineKind
    private(set) var reason: EngineReason
    private var hasFallenBack = false
    private let policy: SSHAlgorithmPolicy
    private let isFixed: Bool

    init(_ endpoint: SSHEndpoint) {
        self.policy = endpoint.algorithms
        self.isFixed = endpoint.engine?.isFixed == true
        let pinnedRSA: Bool =
            if case .pinned(let keys) = endpoint.hostKeys {
                !keys.isEmpty && keys.allSatisfy { $0.type == "ssh-rsa" }
            } else { false }
        // An opt-in for legacy algorithms does not tell that the device needs them: SHA-2 is tried first all the same.
        (self.engine, self.reason) =
            if let preferred = endpoint.engine {
                (preferred.kind, .remembered)
            } else if endpoint.login.isRSA {
                (.libssh, .rsaLogin)
            } else if pinnedRSA {
                (.libssh, .rsaHostKey)
            } else {
                (.libssh2, .usual)
            }
    }

    /// The engines that may be tried.
    var possible: [SSHEngineKind] { self.isFixed ? [self.engine] : SSHEngineKind.allCases }

    /// Changes to the other engine when that may help; false when nothing is left to try.
    mutating func fallBack(after error: SSHError, offer: ServerOffer?) -> Bool {
        guard !self.hasFallenBack, !self.isFixed else { return false }
        switch error.code {
        case .keyExchange, .disconnected(.keyExchange): break
        default: return false
        }
        // Without the server's offer, a port that speaks no SSH would be asked twice.
        guard let offer, self.policy.allows(self.engine.other, with: offer),
            !self.policy.allows(self.engine, with: offer)
        else { return false }
        self.engine = self.engine.other
        self.reason = .algorithms
        self.hasFallenBack = true
        return true
    }
}
