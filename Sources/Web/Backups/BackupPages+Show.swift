extension BackupPages {
    /// One stored configuration.
    public struct Show: Codable, Sendable {
        public var device: Component.Link
        public var takenAt: Component.Timestamp
        /// Why it is suspect; empty when it is not.
        public var doubt: String
        /// Says that it is whole after all.
        public var accept: Component.Action
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
            device: Component.Link, takenAt: Component.Timestamp, doubt: String, accept: Component.Action,
            facts: [Component.Fact], redaction: String, lineCount: String, lines: [Component.TextLine],
            compareURL: String, compareOptions: [Component.Option], restore: Component.Form,
            canRestore: Bool
        ) {
            self.device = device
            self.takenAt = takenAt
            self.doubt = doubt
            self.accept = accept
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
