import Domain
import Services

extension SSHReport {
    /// How the device speaks SSH, as the API shows it.
    var document: JSONValue {
        let agreed: JSONValue =
            known.login.map { login in
                .object([
                    "engine": JSONValue(choice: login.engine), "reason": JSONValue(choice: login.reason),
                    "algorithms": .object(Self.members(self.agreed)),
                    "first_seen_at": JSONValue(nullable: known.firstSeenAt),
                    "seen_at": JSONValue(nullable: known.seenAt),
                ])
            } ?? .null
        let offer: JSONValue =
            known.offer.map { offer in
                .object(
                    Self.members(offered).merging(["identification": JSONValue(offer.identification)]) { old, _ in old }
                )
            } ?? .null
        let mismatch: JSONValue =
            known.mismatch.map {
                .object([
                    "sentence": JSONValue($0.sentence), "legacy_would_help": JSONValue($0.legacyWouldHelp),
                    "since": JSONValue($0.since),
                ])
            } ?? .null
        return .object(["login": agreed, "offer": offer, "mismatch": mismatch])
    }

    private static func members(_ lines: [Line]) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        for line in lines {
            members[line.kind.member] = .array(
                line.algorithms.map {
                    .object(["name": JSONValue($0.name), "judgement": JSONValue(choice: $0.judgement)])
                })
        }
        return members
    }
}

extension SSHReport.Kind {
    /// The name of the member with the algorithms of this kind.
    var member: String {
        switch self {
        case .keyExchange: "key_exchange"
        case .hostKey: "host_key"
        case .cipher: "cipher"
        case .mac: "mac"
        }
    }
}
