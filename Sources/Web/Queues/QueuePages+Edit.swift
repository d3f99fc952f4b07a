extension QueuePages {
    /// The form that sets the limit of a key or of a class.
    public struct Edit: Codable, Sendable {
        public var title: String
        public var subtitle: String
        public var form: Component.Form
        public var facts: [Component.Fact]

        /// Takes every part.
        public init(title: String, subtitle: String, form: Component.Form, facts: [Component.Fact]) {
            self.title = title
            self.subtitle = subtitle
            self.form = form
            self.facts = facts
        }
    }
}
