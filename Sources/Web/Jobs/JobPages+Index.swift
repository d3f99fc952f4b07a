extension JobPages {
    /// The list of jobs by state.
    public struct Index: Codable, Sendable {
        public var tabs: [Component.Tab]
        /// Empty when no job of the page is under way.
        public var eventsURL: String
        public var rows: [Row]
        public var pagination: Component.Pagination

        /// Takes every part.
        public init(tabs: [Component.Tab], eventsURL: String, rows: [Row], pagination: Component.Pagination) {
            self.tabs = tabs
            self.eventsURL = eventsURL
            self.rows = rows
            self.pagination = pagination
        }
    }
}
