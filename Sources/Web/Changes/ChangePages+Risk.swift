extension ChangePages {
    /// How much a change could hurt, and why; the live part `changes/_risk.html`.
    public struct Risk: Codable, Sendable {
        public var fragmentURL: String
        public var badge: Component.Badge
        public var policy: String
        /// Whether a plan exists.
        public var isKnown: Bool
        /// For example «5 devices · +15 −2 lines».
        public var summary: String
        public var reasons: [RiskReason]

        /// Takes every part.
        public init(
            fragmentURL: String, badge: Component.Badge, policy: String, isKnown: Bool, summary: String,
            reasons: [RiskReason]
        ) {
            self.fragmentURL = fragmentURL
            self.badge = badge
            self.policy = policy
            self.isKnown = isKnown
            self.summary = summary
            self.reasons = reasons
        }
    }

    /// One rule that fired.
    public struct RiskReason: Codable, Sendable {
        public var badge: Component.Badge
        /// Empty when it concerns the whole change.
        public var device: String
        public var text: String

        /// Takes every part.
        public init(badge: Component.Badge, device: String, text: String) {
            self.badge = badge
            self.device = device
            self.text = text
        }
    }
}
