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
        /// What it is doing, or why it failed.
        public var progress: String
        public var requestedBy: String
        public var createdAt: Component.Timestamp
        public var duration: String
        /// At most one.
        public var cancel: [Component.Action]

        /// Takes every part.
        public init(
            id: String, fragmentURL: String, title: String, url: String, subject: Component.Link,
            badge: Component.Badge, isLive: Bool, progress: String, requestedBy: String,
            createdAt: Component.Timestamp, duration: String, cancel: [Component.Action]
        ) {
            self.id = id
            self.fragmentURL = fragmentURL
            self.title = title
            self.url = url
            self.subject = subject
            self.badge = badge
            self.isLive = isLive
            self.progress = progress
            self.requestedBy = requestedBy
            self.createdAt = createdAt
            self.duration = duration
            self.cancel = cancel
        }
    }
}
