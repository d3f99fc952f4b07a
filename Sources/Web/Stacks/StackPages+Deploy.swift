extension StackPages {
    /// Proposes a change from a stack.
    public struct Deploy: Codable, Sendable {
        public var header: Header
        public var members: [String]
        public var proposal: ChangePages.Proposal

        /// Takes every part.
        public init(header: Header, members: [String], proposal: ChangePages.Proposal) {
            self.header = header
            self.members = members
            self.proposal = proposal
        }
    }
}
