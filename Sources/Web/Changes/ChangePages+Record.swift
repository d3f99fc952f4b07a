extension ChangePages {
    /// The record of a change; the live part `changes/_record.html`.
    public struct Record: Codable, Sendable {
        public var fragmentURL: String
        public var facts: [Component.Fact]
        public var digest: String
        /// For example the change that undid it.
        public var related: [Component.Link]
        public var timeline: [Component.TimelineEntry]

        /// Takes every part.
        public init(
            fragmentURL: String, facts: [Component.Fact], digest: String, related: [Component.Link],
            timeline: [Component.TimelineEntry]
        ) {
            self.fragmentURL = fragmentURL
            self.facts = facts
            self.digest = digest
            self.related = related
            self.timeline = timeline
        }
    }
}
