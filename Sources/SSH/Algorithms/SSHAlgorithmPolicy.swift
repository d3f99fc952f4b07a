/// Which algorithms a connection may use.
public enum SSHAlgorithmPolicy: String, Sendable, Hashable, CaseIterable {
    /// Only algorithms without known weaknesses.
    case modern
    /// Old ones too, after the modern ones; for equipment that knows nothing better, device by device.
    case legacy

    /// What one engine offers under this policy, preferred first; RSA host keys come first when one is pinned.
    func names(_ kind: SSHAlgorithm.Kind, _ engine: SSHEngineKind, pinned: [SSHHostKey] = []) -> [String] {
        let allowed = SSHAlgorithm.all.filter {
            $0.kind == kind && $0.engines.contains(engine) && (self == .legacy || !$0.isLegacy)
        }
        let names = allowed.map(\.name)
        guard kind == .hostKey, !pinned.isEmpty else { return names }
        // A server has several keys, and another type than the pinned one would look changed.
        let first = names.filter { name in pinned.contains { $0.algorithms.contains(name) } }
        return first + names.filter { !first.contains($0) }
    }

    /// Whether an engine and a server that offers this could agree under this policy.
    func allows(_ engine: SSHEngineKind, with offer: ServerOffer) -> Bool {
        self.missing(engine, with: offer).isEmpty
    }

    /// The kinds of algorithm in which an engine and a server share none.
    func missing(_ engine: SSHEngineKind, with offer: ServerOffer) -> [SSHAlgorithm.Kind] {
        let ciphers = self.names(.cipher, engine).filter(offer.ciphers.contains)
        let needsMAC = ciphers.first.flatMap { SSHAlgorithm.named($0, .cipher) }?.isAuthenticated != true
        return SSHAlgorithm.Kind.allCases.filter { kind in
            if kind == .mac, !needsMAC { return false }
            return !self.names(kind, engine).contains(where: offer[kind].contains)
        }
    }
}

extension SSHHostKey {
    /// The signature algorithms with which a server proves that it owns this key (RFC 8332 for RSA).
    var algorithms: [String] {
        self.type == "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"] : [self.type]
    }
}
