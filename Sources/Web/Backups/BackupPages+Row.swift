extension BackupPages {
    /// One point of a device's timeline.
    public struct Row: Codable, Sendable {
        public var url: String
        /// Counts the points of the device.
        public var number: String
        /// When the device was seen like this first and last.
        public var time: Component.Timestamp
        public var lastSeen: Component.Timestamp
        public var device: Component.Link
        public var cause: Component.Badge
        /// Suspect, accepted or kept; without text for most.
        public var standing: Component.Badge
        /// Empty title when it was not taken for a change.
        public var change: Component.Link
        public var requestedBy: String
        public var size: String
        /// The first 12 digits.
        public var hash: String
        /// Compares with the one before; empty for the first.
        public var diffURL: String
        /// For example «+3 −1» or «no difference»; empty for the first.
        public var difference: String

        /// Takes every part.
        public init(
            url: String, number: String, time: Component.Timestamp, lastSeen: Component.Timestamp,
            device: Component.Link, cause: Component.Badge, standing: Component.Badge, change: Component.Link,
            requestedBy: String, size: String, hash: String, diffURL: String, difference: String
        ) {
            self.url = url
            self.number = number
            self.time = time
            self.lastSeen = lastSeen
            self.device = device
            self.cause = cause
            self.standing = standing
            self.change = change
            self.requestedBy = requestedBy
            self.size = size
            self.hash = hash
            self.diffURL = diffURL
            self.difference = difference
        }
    }
}
