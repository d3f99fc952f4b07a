/// Why a server and we share no algorithms, and what would help.
public struct AlgorithmMismatch: Sendable, Hashable {
    /// What the server offered.
    public let offer: ServerOffer
    /// The kinds in which nothing is shared, by the engine that came nearest.
    public let missing: [SSHAlgorithm.Kind]
    /// Whether the device's opt-in for legacy algorithms would help.
    public let legacyWouldHelp: Bool

    init(offer: ServerOffer, policy: SSHAlgorithmPolicy, engines: [SSHEngineKind] = SSHEngineKind.allCases) {
        self.offer = offer
        self.missing = engines.map { policy.missing($0, with: offer) }.min { $0.count < $1.count } ?? []
        self.legacyWouldHelp =
            policy == .modern && engines.contains { SSHAlgorithmPolicy.legacy.allows($0, with: offer) }
    }

    /// What the server offers in the kinds that are missing, for a sentence.
    var sentence: String {
        self.missing.map { kind in
            "\(Self.words[kind] ?? kind.rawValue) \(self.offer[kind].prefix(8).joined(separator: ", "))"
        }.joined(separator: "; ")
    }

    private static let words: [SSHAlgorithm.Kind: String] = [
        .keyExchange: "key exchanges", .hostKey: "host keys", .cipher: "ciphers", .mac: "MACs",
    ]
}
