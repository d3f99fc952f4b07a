extension JobPages {
    /// One job with its attempts and its result.
    public struct Show: Codable, Sendable {
        public var job: Row
        public var fragmentURL: String
        public var eventsURL: String
        public var facts: [Component.Fact]
        public var results: [Component.Link]
        public var failures: [Failure]

        /// Takes every part.
        public init(
            job: Row, fragmentURL: String, eventsURL: String, facts: [Component.Fact], results: [Component.Link],
            failures: [Failure]
        ) {
            self.job = job
            self.fragmentURL = fragmentURL
            self.eventsURL = eventsURL
            self.facts = facts
            self.results = results
            self.failures = failures
        }

        /// One attempt that failed.
        public struct Failure: Codable, Sendable {
            public var attempt: String
            public var time: Component.Timestamp
            public var message: String

            /// Takes every part.
            public init(attempt: String, time: Component.Timestamp, message: String) {
                self.attempt = attempt
                self.time = time
                self.message = message
            }
        }
    }
}
