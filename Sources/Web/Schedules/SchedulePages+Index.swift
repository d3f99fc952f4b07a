extension SchedulePages {
    /// The list of schedules.
    public struct Index: Codable, Sendable {
        public var canEdit: Bool
        public var rows: [Row]
        public var pagination: Component.Pagination

        /// Takes every part.
        public init(canEdit: Bool, rows: [Row], pagination: Component.Pagination) {
            self.canEdit = canEdit
            self.rows = rows
            self.pagination = pagination
        }

        /// One schedule.
        public struct Row: Codable, Sendable {
            public var name: String
            public var url: String
            /// What it does on which devices.
            public var what: String
            /// When, in words.
            public var timing: String
            /// On, off or over.
            public var badge: Component.Badge
            public var nextRun: Component.Timestamp
            /// At most one.
            public var lastRun: [LastRun]

            /// Takes every part.
            public init(
                name: String, url: String, what: String, timing: String, badge: Component.Badge,
                nextRun: Component.Timestamp, lastRun: [LastRun]
            ) {
                self.name = name
                self.url = url
                self.what = what
                self.timing = timing
                self.badge = badge
                self.nextRun = nextRun
                self.lastRun = lastRun
            }
        }

        /// What came of the newest due time.
        public struct LastRun: Codable, Sendable {
            public var badge: Component.Badge
            public var time: Component.Timestamp

            /// Takes every part.
            public init(badge: Component.Badge, time: Component.Timestamp) {
                self.badge = badge
                self.time = time
            }
        }
    }
}
