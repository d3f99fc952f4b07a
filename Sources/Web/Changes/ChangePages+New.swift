extension ChangePages {
    /// Proposes a change from lines that a person writes.
    public struct New: Codable, Sendable {
        public var proposal: Proposal

        /// Takes every part.
        public init(proposal: Proposal) {
            self.proposal = proposal
        }
    }
}
