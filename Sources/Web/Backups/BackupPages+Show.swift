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
        public var blameURL: String
        /// The text as a file, without its secrets.
        public var downloadURL: String
        /// The same with them; empty for whoever may not have them.
        public var wholeURL: String
        /// Why retention may not remove it; empty when it may.
        public var heldText: String
        /// Keeps it, or lets it go; empty fields and no action for whoever may do neither.
        public var hold: Component.Form
        public var release: Component.Action
        public var canHold: Bool
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
            facts: [Component.Fact], blameURL: String, downloadURL: String, wholeURL: String, heldText: String,
            hold: Component.Form, release: Component.Action, canHold: Bool, redaction: String, lineCount: String,
            lines: [Component.TextLine],
            compareURL: String, compareOptions: [Component.Option], restore: Component.Form,
            canRestore: Bool
        ) {
            self.device = device
            self.takenAt = takenAt
            self.doubt = doubt
            self.accept = accept
            self.facts = facts
            self.blameURL = blameURL
            self.downloadURL = downloadURL
            self.wholeURL = wholeURL
            self.heldText = heldText
            self.hold = hold
            self.release = release
            self.canHold = canHold
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
