extension DevicePages {
    /// Whether a device can be reached; the live part of its page.
    public struct Reachability: Codable, Sendable {
        public var fragmentURL: String
        /// Follows the device.
        public var eventsURL: String
        public var badge: Component.Badge
        /// Since when it is so.
        public var since: Component.Timestamp
        /// How the last session went.
        public var session: String
        /// Why it failed; empty when it did not, or when another part of the page says it.
        public var failure: String
        /// Over a day and a week.
        public var availability: [Component.Fact]
        /// The last attempt of which that is known; at most one.
        public var tests: [Test]
        /// The newest changes first.
        public var history: [Component.TimelineEntry]

        /// Takes every part.
        public init(
            fragmentURL: String, eventsURL: String, badge: Component.Badge, since: Component.Timestamp, session: String,
            failure: String, availability: [Component.Fact], tests: [Test], history: [Component.TimelineEntry]
        ) {
            self.fragmentURL = fragmentURL
            self.eventsURL = eventsURL
            self.badge = badge
            self.since = since
            self.session = session
            self.failure = failure
            self.availability = availability
            self.tests = tests
            self.history = history
        }

        /// How far an attempt came.
        public struct Test: Codable, Sendable {
            public var time: Component.Timestamp
            /// In which stage it ended, or how long it took.
            public var sentence: String
            /// All stages together, in microseconds; at least 1.
            public var total: Int
            public var stages: [Stage]

            /// Takes every part.
            public init(time: Component.Timestamp, sentence: String, total: Int, stages: [Stage]) {
                self.time = time
                self.sentence = sentence
                self.total = total
                self.stages = stages
            }
        }

        /// One stage of it.
        public struct Stage: Codable, Sendable {
            public var title: String
            /// In microseconds; 0 for the one in which it ended.
            public var share: Int
            public var took: String
            public var hasFailed: Bool

            /// Takes every part.
            public init(title: String, share: Int, took: String, hasFailed: Bool) {
                self.title = title
                self.share = share
                self.took = took
                self.hasFailed = hasFailed
            }
        }
    }
}
