extension Component {
    /// One line of a difference.
    public struct DiffLine: Codable, Sendable {
        /// added, removed, context or hunk.
        public var kind: String
        /// Empty where it has none.
        public var oldNumber: String
        public var newNumber: String
        /// Redacted, with its indentation.
        public var text: String

        /// Takes every part.
        public init(kind: String, oldNumber: String, newNumber: String, text: String) {
            self.kind = kind
            self.oldNumber = oldNumber
            self.newNumber = newNumber
            self.text = text
        }
    }

    /// A difference between two configurations.
    public struct Diff: Codable, Sendable {
        /// Names it for screen readers, for example «Predicted difference on r1».
        public var label: String
        public var added: Int
        public var removed: Int
        /// Whether the lines carry line numbers.
        public var hasNumbers: Bool
        /// What to say when there are no lines.
        public var emptyText: String
        public var lines: [DiffLine]

        /// Takes every part.
        public init(label: String, added: Int, removed: Int, hasNumbers: Bool, emptyText: String, lines: [DiffLine]) {
            self.label = label
            self.added = added
            self.removed = removed
            self.hasNumbers = hasNumbers
            self.emptyText = emptyText
            self.lines = lines
        }
    }
}
