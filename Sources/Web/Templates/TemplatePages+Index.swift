extension TemplatePages {
    /// The list of template sets.
    public struct Index: Codable, Sendable {
        public var search: String
        public var canEdit: Bool
        public var canPropose: Bool
        public var isFiltered: Bool
        public var rows: [Row]

        /// Takes every part.
        public init(search: String, canEdit: Bool, canPropose: Bool, isFiltered: Bool, rows: [Row]) {
            self.search = search
            self.canEdit = canEdit
            self.canPropose = canPropose
            self.isFiltered = isFiltered
            self.rows = rows
        }

        /// One template set.
        public struct Row: Codable, Sendable {
            public var name: String
            public var url: String
            public var deployURL: String
            public var summary: String
            /// Empty means any.
            public var platforms: [String]
            public var revision: String
            public var updatedAt: Component.Timestamp

            /// Takes every part.
            public init(
                name: String, url: String, deployURL: String, summary: String, platforms: [String], revision: String,
                updatedAt: Component.Timestamp
            ) {
                self.name = name
                self.url = url
                self.deployURL = deployURL
                self.summary = summary
                self.platforms = platforms
                self.revision = revision
                self.updatedAt = updatedAt
            }
        }
    }
}
