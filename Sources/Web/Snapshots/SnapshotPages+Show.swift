extension SnapshotPages {
    /// One snapshot with its points, compared with another one or with what the devices are like now.
    public struct Show: Codable, Sendable {
        public var snapshot: Row
        public var points: [Point]
        public var pagination: Component.Pagination
        /// Gets `against`.
        public var compareURL: String
        public var compareOptions: [Component.Option]
        /// What the points are compared with, for example «now».
        public var against: String
        public var deletion: Component.Action

        /// Takes every part.
        public init(
            snapshot: Row, points: [Point], pagination: Component.Pagination, compareURL: String,
            compareOptions: [Component.Option], against: String, deletion: Component.Action
        ) {
            self.snapshot = snapshot
            self.points = points
            self.pagination = pagination
            self.compareURL = compareURL
            self.compareOptions = compareOptions
            self.against = against
            self.deletion = deletion
        }
    }

    /// The configuration of one device in a snapshot.
    public struct Point: Codable, Sendable {
        public var device: Component.Link
        public var backup: Component.Link
        public var time: Component.Timestamp
        /// Same, different, or not in the other one.
        public var state: Component.Badge
        /// Compares the two; empty when there is nothing to compare.
        public var diffURL: String

        /// Takes every part.
        public init(
            device: Component.Link, backup: Component.Link, time: Component.Timestamp, state: Component.Badge,
            diffURL: String
        ) {
            self.device = device
            self.backup = backup
            self.time = time
            self.state = state
            self.diffURL = diffURL
        }
    }
}
