extension ChangePages {
    /// The answers of other people to exactly this plan; the live part `changes/_approval.html`.
    public struct ApprovalPanel: Codable, Sendable {
        public var fragmentURL: String
        /// False before a plan and where policy asks for no approval.
        public var isShown: Bool
        /// Whether answers are still taken.
        public var isOpen: Bool
        /// For example «0 of 1 approval».
        public var progress: String
        public var policy: String
        public var digest: String
        /// Whether this person may answer.
        public var isAllowed: Bool
        /// For example «You proposed this change. Someone else must approve it.»
        public var whyNot: String
        public var approveURL: String
        public var rejectURL: String
        /// Kept when the form is shown again.
        public var reason: String
        public var error: String
        public var answers: [Answer]

        /// Takes every part.
        public init(
            fragmentURL: String, isShown: Bool, isOpen: Bool, progress: String, policy: String, digest: String,
            isAllowed: Bool, whyNot: String, approveURL: String, rejectURL: String, reason: String, error: String,
            answers: [Answer]
        ) {
            self.fragmentURL = fragmentURL
            self.isShown = isShown
            self.isOpen = isOpen
            self.progress = progress
            self.policy = policy
            self.digest = digest
            self.isAllowed = isAllowed
            self.whyNot = whyNot
            self.approveURL = approveURL
            self.rejectURL = rejectURL
            self.reason = reason
            self.error = error
            self.answers = answers
        }
    }

    /// One person's answer.
    public struct Answer: Codable, Sendable {
        public var person: String
        public var badge: Component.Badge
        public var reason: String
        public var time: Component.Timestamp
        /// For example «of an older plan, no longer counts»; may be empty.
        public var note: String

        /// Takes every part.
        public init(person: String, badge: Component.Badge, reason: String, time: Component.Timestamp, note: String) {
            self.person = person
            self.badge = badge
            self.reason = reason
            self.time = time
            self.note = note
        }
    }
}
