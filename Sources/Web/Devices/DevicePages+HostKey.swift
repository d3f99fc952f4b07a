extension DevicePages {
    /// What is known of a device's host key.
    public struct HostKey: Codable, Sendable {
        public var badge: Component.Badge
        /// Empty when no key is known.
        public var algorithm: String
        public var fingerprint: String
        public var time: Component.Timestamp
        /// Who accepted it, or «first use».
        public var by: String
        public var reviewURL: String

        /// Takes every part.
        public init(
            badge: Component.Badge, algorithm: String, fingerprint: String, time: Component.Timestamp, by: String,
            reviewURL: String
        ) {
            self.badge = badge
            self.algorithm = algorithm
            self.fingerprint = fingerprint
            self.time = time
            self.by = by
            self.reviewURL = reviewURL
        }
    }
}
