public import Domain
import SSH

/// How a device speaks SSH, with each algorithm judged.
public struct SSHReport: Sendable, Hashable {
    /// What is known.
    public let known: DeviceSSH
    /// What the last login agreed on; empty before the first. No MAC stands in it when the cipher needs none.
    public let agreed: [Line]
    /// What the device offered last; empty when that could not be read.
    public let offered: [Line]

    /// What an algorithm is for.
    public enum Kind: Sendable, Hashable, CaseIterable {
        case keyExchange, hostKey, cipher, mac
    }

    /// What is thought of an algorithm.
    public enum Judgement: String, Sendable, Hashable, CaseIterable {
        /// Without known weaknesses.
        case modern
        /// Weak by today's measure; used with a device's opt-in only.
        case legacy
        /// None that NetStacks speaks.
        case unknown
    }

    /// An algorithm by its name in the protocol.
    public struct Algorithm: Sendable, Hashable {
        public let name: String
        public let judgement: Judgement
    }

    /// The algorithms of one kind.
    public struct Line: Sendable, Hashable {
        public let kind: Kind
        public let algorithms: [Algorithm]
    }

    /// What servers put among their key exchanges to say something else (RFC 8308; OpenSSH's strict key exchange).
    private static let marks: Set<String> = ["ext-info-s", "kex-strict-s-v00@openssh.com"]

    init(_ known: DeviceSSH) {
        self.known = known
        agreed =
            known.login.map { login in
                Kind.allCases.map { Line($0, names: [login[$0]].filter { !$0.isEmpty }) }
            } ?? []
        offered =
            known.offer.map { offer in
                Kind.allCases.map { Line($0, names: offer[$0].filter { !Self.marks.contains($0) }) }
            } ?? []
    }
}

extension SSHReport.Line {
    fileprivate init(_ kind: SSHReport.Kind, names: [String]) {
        let engineKind: SSHAlgorithm.Kind =
            switch kind {
            case .keyExchange: .keyExchange
            case .hostKey: .hostKey
            case .cipher: .cipher
            case .mac: .mac
            }
        self.init(
            kind: kind,
            algorithms: names.map { name in
                SSHReport.Algorithm(name: name, judgement: .init(SSHAlgorithm.named(name, engineKind)))
            })
    }
}

extension SSHReport.Judgement {
    fileprivate init(_ algorithm: SSHAlgorithm?) {
        self = algorithm.map { $0.isLegacy ? .legacy : .modern } ?? .unknown
    }
}

extension DeviceSSH.Login {
    fileprivate subscript(kind: SSHReport.Kind) -> String {
        switch kind {
        case .keyExchange: keyExchange
        case .hostKey: hostKey
        case .cipher: cipher
        case .mac: mac
        }
    }
}

extension DeviceSSH.Offer {
    fileprivate subscript(kind: SSHReport.Kind) -> [String] {
        switch kind {
        case .keyExchange: keyExchanges
        case .hostKey: hostKeys
        case .cipher: ciphers
        case .mac: macs
        }
    }
}
