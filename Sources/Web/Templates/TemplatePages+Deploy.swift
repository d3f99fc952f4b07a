extension TemplatePages {
    /// Proposes a change from a template set.
    public struct Deploy: Codable, Sendable {
        public var header: Header
        public var proposal: ChangePages.Proposal

        /// Takes every part.
        public init(header: Header, proposal: ChangePages.Proposal) {
            self.header = header
            self.proposal = proposal
        }
    }
}
