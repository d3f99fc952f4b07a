extension ChangePages {
    /// One change in a list.
    public struct Row: Codable, Sendable {
        /// For example «#12».
        public var number: String
        public var title: String
        public var url: String
        public var badge: Component.Badge
        public var risk: Component.Badge
        public var source: String
        /// For example «5 devices» or the name of the only one.
        public var devices: String
        public var author: String
        public var time: Component.Timestamp

        /// Takes every part.
        public init(
            number: String, title: String, url: String, badge: Component.Badge, risk: Component.Badge, source: String,
            devices: String, author: String, time: Component.Timestamp
        ) {
            self.number = number
            self.title = title
            self.url = url
            self.badge = badge
            self.risk = risk
            self.source = source
            self.devices = devices
            self.author = author
            self.time = time
        }
    }
}
