/// A difference of configurations as a document for scripts: each change with the lines it stands under.
public struct DiffDocument: Sendable, Equatable, Codable {
    /// A line that came or went.
    public struct Change: Sendable, Equatable, Codable {
        /// Whether it came or went.
        public let kind: ConfigDiff.Kind
        /// The sections it stands in, outermost first.
        public let path: [String]
        /// The line without indentation; a value of several lines holds line feeds.
        public let line: String
    }

    /// How many lines are new.
    public let added: Int
    /// How many lines are gone.
    public let removed: Int
    /// The changes, in the order of the configurations.
    public let changes: [Change]
    /// What was left out on either side because it changes by itself.
    public let hidden: Hidden

    /// What rules hid in the old and in the new text.
    public struct Hidden: Sendable, Equatable, Codable {
        public let old: VolatileReport
        public let new: VolatileReport

        /// What rules hid in both texts.
        public init(old: VolatileReport, new: VolatileReport) {
            self.old = old
            self.new = new
        }
    }

    /// The document of a difference; redact both before.
    public init(_ diff: ConfigDiff, hidden: Hidden) {
        added = diff.addedCount
        removed = diff.removedCount
        changes = diff.lines.indices.filter { diff.lines[$0].kind != .context }.map {
            Change(kind: diff.lines[$0].kind, path: diff.path(of: $0), line: diff.lines[$0].text)
        }
        self.hidden = hidden
    }
}
