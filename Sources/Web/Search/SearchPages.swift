/// Searching in many configurations at once.
public enum SearchPages {
    /// The form and what it found.
    public struct Index: Codable, Sendable {
        public var pattern: String
        public var parent: String
        public var isCaseSensitive: Bool
        public var scopeOptions: [Component.Option]
        public var tagOptions: [Component.Option]
        /// What is wrong with the search; empty when nothing is.
        public var problem: String
        /// Whether anything was looked for.
        public var hasSearched: Bool
        /// For example «12 of 4,000 devices».
        public var summary: String
        /// Said when not every line that fits was looked at; empty otherwise.
        public var cut: String
        public var rows: [Row]
        public var pagination: Component.Pagination

        /// Takes every part.
        public init(
            pattern: String, parent: String, isCaseSensitive: Bool, scopeOptions: [Component.Option],
            tagOptions: [Component.Option], problem: String, hasSearched: Bool, summary: String, cut: String,
            rows: [Row], pagination: Component.Pagination
        ) {
            self.pattern = pattern
            self.parent = parent
            self.isCaseSensitive = isCaseSensitive
            self.scopeOptions = scopeOptions
            self.tagOptions = tagOptions
            self.problem = problem
            self.hasSearched = hasSearched
            self.summary = summary
            self.cut = cut
            self.rows = rows
            self.pagination = pagination
        }
    }

    /// One configuration that fits.
    public struct Row: Codable, Sendable {
        public var device: Component.Link
        public var backup: Component.Link
        public var lastSeen: Component.Timestamp
        public var lines: [Line]
        /// For example «and 7 more lines»; empty when all are shown.
        public var more: String

        /// Takes every part.
        public init(
            device: Component.Link, backup: Component.Link, lastSeen: Component.Timestamp, lines: [Line], more: String
        ) {
            self.device = device
            self.backup = backup
            self.lastSeen = lastSeen
            self.lines = lines
            self.more = more
        }
    }

    /// One line that fits.
    public struct Line: Codable, Sendable {
        public var text: String
        /// The lines above it, with arrows between; empty at the top.
        public var parents: String

        /// Takes every part.
        public init(text: String, parents: String) {
            self.text = text
            self.parents = parents
        }
    }
}
