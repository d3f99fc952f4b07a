extension ChangePages {
    /// One change: the heart of the program.
    public struct Show: Codable, Sendable {
        public var number: String
        public var title: String
        public var reason: String
        public var author: String
        public var createdAt: Component.Timestamp
        public var source: Component.Link
        /// For example «deploy, revision 3»; empty where it has none.
        public var operation: String
        /// Always set: any part may change by another person's doing.
        public var eventsURL: String
        public var state: State
        public var approval: ApprovalPanel
        public var risk: Risk
        public var variables: [Component.Fact]
        public var targets: [Target]
        public var record: Record

        /// Takes every part.
        public init(
            number: String, title: String, reason: String, author: String, createdAt: Component.Timestamp,
            source: Component.Link, operation: String, eventsURL: String, state: State, approval: ApprovalPanel,
            risk: Risk, variables: [Component.Fact], targets: [Target], record: Record
        ) {
            self.number = number
            self.title = title
            self.reason = reason
            self.author = author
            self.createdAt = createdAt
            self.source = source
            self.operation = operation
            self.eventsURL = eventsURL
            self.state = state
            self.approval = approval
            self.risk = risk
            self.variables = variables
            self.targets = targets
            self.record = record
        }
    }
}
