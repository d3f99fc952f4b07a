extension DevicePages {
    /// One reading of a running configuration; the live part of the page.
    public struct Reading: Codable, Sendable {
        public var fragmentURL: String
        /// Empty when it is not under way.
        public var eventsURL: String
        public var isLive: Bool
        /// Whether there is a configuration to show.
        public var hasText: Bool
        public var badge: Component.Badge
        /// What is going on, or why it failed and what to do.
        public var sentence: String
        public var readAt: Component.Timestamp
        /// For example «12 s old».
        public var age: Component.Badge
        /// For example «3 secrets hidden»; empty when none.
        public var redaction: String
        public var lineCount: String
        public var lines: [Component.TextLine]
        /// At most one; stops a reading that is under way.
        public var cancel: [Component.Action]

        /// Takes every part.
        public init(
            fragmentURL: String, eventsURL: String, isLive: Bool, hasText: Bool, badge: Component.Badge,
            sentence: String, readAt: Component.Timestamp, age: Component.Badge, redaction: String, lineCount: String,
            lines: [Component.TextLine], cancel: [Component.Action]
        ) {
            self.fragmentURL = fragmentURL
            self.eventsURL = eventsURL
            self.isLive = isLive
            self.hasText = hasText
            self.badge = badge
            self.sentence = sentence
            self.readAt = readAt
            self.age = age
            self.redaction = redaction
            self.lineCount = lineCount
            self.lines = lines
            self.cancel = cancel
        }
    }
}
