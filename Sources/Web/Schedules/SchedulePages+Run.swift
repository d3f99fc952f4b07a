extension SchedulePages {
    /// One run and its jobs.
    public struct Run: Codable, Sendable {
        public var name: String
        public var run: RunRow
        public var jobs: [JobRow]
        public var pagination: Component.Pagination

        /// Takes every part.
        public init(name: String, run: RunRow, jobs: [JobRow], pagination: Component.Pagination) {
            self.name = name
            self.run = run
            self.jobs = jobs
            self.pagination = pagination
        }

        /// The job of one device.
        public struct JobRow: Codable, Sendable {
            public var device: String
            public var url: String
            public var badge: Component.Badge

            /// Takes every part.
            public init(device: String, url: String, badge: Component.Badge) {
                self.device = device
                self.url = url
                self.badge = badge
            }
        }
    }
}
