extension SchedulePages {
    /// The next runs of a schedule, as it is or as it stands in the form.
    public struct Preview: Codable, Sendable {
        /// When, in words; empty when the form does not say it yet.
        public var timing: String
        /// What to do before there is a preview, or that nothing comes; empty when there are rows.
        public var text: String
        public var rows: [Row]

        /// Takes every part.
        public init(timing: String, text: String, rows: [Row]) {
            self.timing = timing
            self.text = text
            self.rows = rows
        }

        /// One due time.
        public struct Row: Codable, Sendable {
            /// For example «Wed 2026-07-01».
            public var date: String
            /// For example «02:30».
            public var clock: String
            /// For example «UTC+2».
            public var offset: String
            /// When it runs; the due time when it does not run.
            public var time: Component.Timestamp
            public var badge: Component.Badge
            /// What a change of clocks, a window or a blackout did to it; empty when nothing did.
            public var notes: [String]

            /// Takes every part.
            public init(
                date: String, clock: String, offset: String, time: Component.Timestamp, badge: Component.Badge,
                notes: [String]
            ) {
                self.date = date
                self.clock = clock
                self.offset = offset
                self.time = time
                self.badge = badge
                self.notes = notes
            }
        }
    }
}
