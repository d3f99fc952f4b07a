extension JobPages {
    /// One job with its attempts and its result.
    public struct Show: Codable, Sendable {
        public var job: Row
        public var fragmentURL: String
        public var eventsURL: String
        /// Why it has not been started; at most one.
        public var delay: [Delay]
        /// How its parts stand; at most one.
        public var children: [Children]
        public var facts: [Component.Fact]
        /// What it shares with other jobs, with what may be set for each.
        public var keys: [Component.Link]
        public var results: [Component.Link]
        public var failures: [Failure]
        /// Why it cannot be done again, when somebody might want that; empty otherwise.
        public var whyNoReplay: String
        /// What happened, oldest first.
        public var trace: [TraceLine]

        /// Takes every part.
        public init(
            job: Row, fragmentURL: String, eventsURL: String, delay: [Delay], children: [Children],
            facts: [Component.Fact], keys: [Component.Link], results: [Component.Link], failures: [Failure],
            whyNoReplay: String, trace: [TraceLine]
        ) {
            self.job = job
            self.fragmentURL = fragmentURL
            self.eventsURL = eventsURL
            self.delay = delay
            self.children = children
            self.facts = facts
            self.keys = keys
            self.results = results
            self.failures = failures
            self.whyNoReplay = whyNoReplay
            self.trace = trace
        }

        /// Why a job waits, and for whom.
        public struct Delay: Codable, Sendable {
            public var sentence: String
            public var facts: [Component.Fact]
            /// The jobs that it waits for.
            public var jobs: [Component.Link]

            /// Takes every part.
            public init(sentence: String, facts: [Component.Fact], jobs: [Component.Link]) {
                self.sentence = sentence
                self.facts = facts
                self.jobs = jobs
            }
        }

        /// How the parts of a job stand.
        public struct Children: Codable, Sendable {
            public var ended: Int
            public var total: Int
            public var sentence: String
            public var url: String

            /// Takes every part.
            public init(ended: Int, total: Int, sentence: String, url: String) {
                self.ended = ended
                self.total = total
                self.sentence = sentence
                self.url = url
            }
        }

        /// One thing that happened, with its distance from the one before.
        public struct TraceLine: Codable, Sendable {
            public var time: Component.Timestamp
            /// Since the job was asked for, for example «+2.3 s».
            public var offset: String
            /// Since the line before; empty under a second.
            public var gap: String
            public var tone: String
            public var title: String
            public var text: String

            /// Takes every part.
            public init(
                time: Component.Timestamp, offset: String, gap: String, tone: String, title: String, text: String
            ) {
                self.time = time
                self.offset = offset
                self.gap = gap
                self.tone = tone
                self.title = title
                self.text = text
            }
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
