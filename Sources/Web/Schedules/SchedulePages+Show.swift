extension SchedulePages {
    /// One schedule: what it says, what comes, and what came.
    public struct Show: Codable, Sendable {
        public var name: String
        /// When, in words.
        public var timing: String
        public var badge: Component.Badge
        /// Empty when the person may not edit.
        public var editURL: String
        /// Run now, turn on or off.
        public var actions: [Component.Action]
        public var facts: [Component.Fact]
        /// The devices or tags by name; empty for all devices.
        public var selected: [Component.Link]
        public var rules: [Component.Fact]
        public var preview: Preview
        public var runs: [RunRow]
        public var pagination: Component.Pagination
        /// At most one; none when the person may not edit.
        public var deletion: [Component.Action]

        /// Takes every part.
        public init(
            name: String, timing: String, badge: Component.Badge, editURL: String, actions: [Component.Action],
            facts: [Component.Fact], selected: [Component.Link], rules: [Component.Fact], preview: Preview,
            runs: [RunRow], pagination: Component.Pagination, deletion: [Component.Action]
        ) {
            self.name = name
            self.timing = timing
            self.badge = badge
            self.editURL = editURL
            self.actions = actions
            self.facts = facts
            self.selected = selected
            self.rules = rules
            self.preview = preview
            self.runs = runs
            self.pagination = pagination
            self.deletion = deletion
        }
    }

    /// What came of one due time.
    public struct RunRow: Codable, Sendable {
        /// The due time on the schedule's clock; of many the first and the last.
        public var due: String
        public var time: Component.Timestamp
        public var badge: Component.Badge
        public var sentence: String
        /// The jobs; no link when there are none.
        public var jobs: Component.Link

        /// Takes every part.
        public init(
            due: String, time: Component.Timestamp, badge: Component.Badge, sentence: String, jobs: Component.Link
        ) {
            self.due = due
            self.time = time
            self.badge = badge
            self.sentence = sentence
            self.jobs = jobs
        }
    }
}
