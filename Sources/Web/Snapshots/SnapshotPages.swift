/// Named sets of points.
public enum SnapshotPages {
    /// The list.
    public struct Index: Codable, Sendable {
        public var rows: [Row]
        public var pagination: Component.Pagination
        public var canTake: Bool

        /// Takes every part.
        public init(rows: [Row], pagination: Component.Pagination, canTake: Bool) {
            self.rows = rows
            self.pagination = pagination
            self.canTake = canTake
        }
    }

    /// One snapshot in the list.
    public struct Row: Codable, Sendable {
        public var name: String
        public var url: String
        public var note: String
        public var deviceCount: String
        public var takenAt: Component.Timestamp
        public var takenBy: String

        /// Takes every part.
        public init(
            name: String, url: String, note: String, deviceCount: String, takenAt: Component.Timestamp, takenBy: String
        ) {
            self.name = name
            self.url = url
            self.note = note
            self.deviceCount = deviceCount
            self.takenAt = takenAt
            self.takenBy = takenBy
        }
    }

    /// The form of a new one.
    public struct New: Codable, Sendable {
        /// For example «3 chosen devices».
        public var subject: String
        public var form: Component.Form

        /// Takes every part.
        public init(subject: String, form: Component.Form) {
            self.subject = subject
            self.form = form
        }
    }
}
