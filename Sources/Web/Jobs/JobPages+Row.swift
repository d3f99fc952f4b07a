extension JobPages {
    /// One job in a list; the live part `jobs/_row.html`.
    public struct Row: Codable, Sendable {
        /// The element's id is `job-` and this.
        public var id: String
        public var fragmentURL: String
        public var title: String
        public var url: String
        /// The device or the change; empty title for none.
        public var subject: Component.Link
        public var badge: Component.Badge
        public var isLive: Bool
        /// What it is doing, why it waits, or why it failed.
        public var progress: String
        public var priority: String
        public var requestedBy: String
        public var createdAt: Component.Timestamp
        public var duration: String
        /// Stop it, or do it again; at most one.
        public var actions: [Component.Action]

        /// Takes every part.
        public init(
            id: String, fragmentURL: String, title: String, url: String, subject: Component.Link,
            badge: Component.Badge, isLive: Bool, progress: String, priority: String,
            requestedBy: String, createdAt: Component.Timestamp, duration: String, actions: [Component.Action]
        ) {
            self.id = id
            self.fragmentURL = fragmentURL
            self.title = title
            self.url = url
            self.subject = subject
            self.badge = badge
            self.isLive = isLive
            self.progress = progress
            self.priority = priority
            self.requestedBy = requestedBy
            self.createdAt = createdAt
            self.duration = duration
            self.actions = actions
        }
    }
}
