extension BackupPages {
    /// A configuration with the point that brought each line.
    public struct Blame: Codable, Sendable {
        public var device: Component.Link
        public var backup: Component.Link
        public var takenAt: Component.Timestamp
        public var lineCount: String
        /// Said when not every point was looked through; empty otherwise.
        public var note: String
        public var lines: [Line]

        /// Takes every part.
        public init(
            device: Component.Link, backup: Component.Link, takenAt: Component.Timestamp, lineCount: String,
            note: String, lines: [Line]
        ) {
            self.device = device
            self.backup = backup
            self.takenAt = takenAt
            self.lineCount = lineCount
            self.note = note
            self.lines = lines
        }

        /// One line.
        public struct Line: Codable, Sendable {
            public var number: String
            public var text: String
            /// Whether the line before was brought by another point; only then is the point named.
            public var beginsRun: Bool
            /// Empty title for a line that is older than what was looked through.
            public var point: Component.Link
            public var time: Component.Timestamp
            /// The change that brought it, or why it was read; for example «#48» or «scheduled».
            public var cause: Component.Link

            /// Takes every part.
            public init(
                number: String, text: String, beginsRun: Bool, point: Component.Link, time: Component.Timestamp,
                cause: Component.Link
            ) {
                self.number = number
                self.text = text
                self.beginsRun = beginsRun
                self.point = point
                self.time = time
                self.cause = cause
            }
        }
    }
}
