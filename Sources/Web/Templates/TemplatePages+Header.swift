extension TemplatePages {
    /// What every page about one template set shows on top.
    public struct Header: Codable, Sendable {
        public var name: String
        public var url: String
        public var summary: String
        /// Empty means any.
        public var platforms: [String]
        public var revision: String
        /// Overview, Preview.
        public var tabs: [Component.Tab]
        /// Empty when the person may not edit.
        public var editURL: String
        /// Empty when the person may not propose.
        public var deployURL: String

        /// Takes every part.
        public init(
            name: String, url: String, summary: String, platforms: [String], revision: String, tabs: [Component.Tab],
            editURL: String, deployURL: String
        ) {
            self.name = name
            self.url = url
            self.summary = summary
            self.platforms = platforms
            self.revision = revision
            self.tabs = tabs
            self.editURL = editURL
            self.deployURL = deployURL
        }
    }
}
