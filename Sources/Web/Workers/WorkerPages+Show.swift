extension WorkerPages {
    /// One worker with its jobs and the devices that they may write to.
    public struct Show: Codable, Sendable {
        public var worker: Row
        public var facts: [Component.Fact]
        /// Empty when it runs nothing.
        public var eventsURL: String
        public var jobs: [JobPages.Row]
        public var leases: [Lease]

        /// Takes every part.
        public init(
            worker: Row, facts: [Component.Fact], eventsURL: String, jobs: [JobPages.Row], leases: [Lease]
        ) {
            self.worker = worker
            self.facts = facts
            self.eventsURL = eventsURL
            self.jobs = jobs
            self.leases = leases
        }

        /// The right of one of its jobs to write to a device.
        public struct Lease: Codable, Sendable {
            public var device: Component.Link
            public var job: Component.Link
            public var since: Component.Timestamp
            public var expires: Component.Timestamp
            public var token: String

            /// Takes every part.
            public init(
                device: Component.Link, job: Component.Link, since: Component.Timestamp,
                expires: Component.Timestamp, token: String
            ) {
                self.device = device
                self.job = job
                self.since = since
                self.expires = expires
                self.token = token
            }
        }
    }
}
