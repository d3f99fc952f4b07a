/// How much a change could hurt, computed by rule and never by its author.
public enum RiskClass: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case low, medium, high

    /// Low before medium before high.
    public static func < (left: RiskClass, right: RiskClass) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        }
    }
}

/// One rule that fired: what it found and how much it weighs.
public struct RiskReason: Sendable, Hashable, Codable {
    public let risk: RiskClass
    /// The device it was found on; empty when it concerns the whole change.
    public let device: String
    /// The sentence shown to reviewers, without secrets.
    public let text: String

    /// A finding.
    public init(risk: RiskClass, device: String, text: String) {
        self.risk = risk
        self.device = device
        self.text = text
    }
}
