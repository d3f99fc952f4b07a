extension ChangePages {
    /// Where a change stands and what can be done now; the live part `changes/_state.html`.
    public struct State: Codable, Sendable {
        public var fragmentURL: String
        /// Sent back by every action, so that what was seen is what is run; empty before a plan.
        public var digest: String
        public var badge: Component.Badge
        /// What this state means and what happens next.
        public var sentence: String
        public var steps: [Component.Step]
        /// run, cancel, undo, plans: those that make sense in this state.
        public var actions: [Component.Action]

        /// Takes every part.
        public init(
            fragmentURL: String, digest: String, badge: Component.Badge, sentence: String, steps: [Component.Step],
            actions: [Component.Action]
        ) {
            self.fragmentURL = fragmentURL
            self.digest = digest
            self.badge = badge
            self.sentence = sentence
            self.steps = steps
            self.actions = actions
        }
    }
}
