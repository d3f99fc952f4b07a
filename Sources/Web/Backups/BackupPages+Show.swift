extension BackupPages {
    /// One stored configuration.
    public struct Show: Codable, Sendable {
        public var device: Component.Link
        public var takenAt: Component.Timestamp
        public var facts: [Component.Fact]
        public var redaction: String
        public var lineCount: String
        public var lines: [Component.TextLine]
        /// Gets `against`.
        public var compareURL: String
        public var compareOptions: [Component.Option]
        /// Proposes a change back to this configuration.
        public var restore: Component.Form
        public var canRestore: Bool

        /// Takes every part.
        public init(
            device: Component.Link, takenAt: Component.Timestamp, facts: [Component.Fact], redaction: String,
            lineCount: String, lines: [Component.TextLine], compareURL: String, compareOptions: [Component.Option],
            restore: Component.Form, canRestore: Bool
        ) {
            self.device = device
            self.takenAt = takenAt
            self.facts = facts
            self.redaction = redaction
            self.lineCount = lineCount
            self.lines = lines
            self.compareURL = compareURL
            self.compareOptions = compareOptions
            self.restore = restore
            self.canRestore = canRestore
        }
    }
}
