extension WorkerPages {
    /// The list of workers.
    public struct Index: Codable, Sendable {
        public var rows: [Row]
        public var pagination: Component.Pagination

        /// Takes every part.
        public init(rows: [Row], pagination: Component.Pagination) {
            self.rows = rows
            self.pagination = pagination
        }
    }

    /// One worker in a list.
    public struct Row: Codable, Sendable {
        public var id: String
        public var host: String
        /// The number of the process, and the version of the program.
        public var process: String
        public var version: String
        public var url: String
        public var badge: Component.Badge
        public var startedAt: Component.Timestamp
        public var running: Int
        public var slots: Int
        public var finished: String
        /// How long ago it was heard last; when it ended, that.
        public var heard: String
        /// Pause, resume or drain; none once it has ended.
        public var actions: [Component.Action]

        /// Takes every part.
        public init(
            id: String, host: String, process: String, version: String, url: String, badge: Component.Badge,
            startedAt: Component.Timestamp, running: Int, slots: Int, finished: String, heard: String,
            actions: [Component.Action]
        ) {
            self.id = id
            self.host = host
            self.process = process
            self.version = version
            self.url = url
            self.badge = badge
            self.startedAt = startedAt
            self.running = running
            self.slots = slots
            self.finished = finished
            self.heard = heard
            self.actions = actions
        }
    }
}
