extension JobPages {
    /// The list of jobs by state.
    public struct Index: Codable, Sendable {
        public var tabs: [Component.Tab]
        /// The tab as the query says it; empty for all.
        public var state: String
        public var kindOptions: [Component.Option]
        /// Part of a device's name.
        public var device: String
        /// The job whose parts are listed; empty title for none.
        public var parent: Component.Link
        public var parentID: String
        public var isFiltered: Bool
        public var emptyTitle: String
        /// Does everything on the page again; at most one, on the list of what was given up.
        public var replayAll: [Component.Action]
        /// The jobs that it does again.
        public var replayIDs: [String]
        /// Empty when no job of the page is under way.
        public var eventsURL: String
        public var rows: [Row]
        public var pagination: Component.Pagination

        /// Takes every part.
        public init(
            tabs: [Component.Tab], state: String, kindOptions: [Component.Option], device: String,
            parent: Component.Link, parentID: String, isFiltered: Bool, emptyTitle: String,
            replayAll: [Component.Action], replayIDs: [String], eventsURL: String, rows: [Row],
            pagination: Component.Pagination
        ) {
            self.tabs = tabs
            self.state = state
            self.kindOptions = kindOptions
            self.device = device
            self.parent = parent
            self.parentID = parentID
            self.isFiltered = isFiltered
            self.emptyTitle = emptyTitle
            self.replayAll = replayAll
            self.replayIDs = replayIDs
            self.eventsURL = eventsURL
            self.rows = rows
            self.pagination = pagination
        }
    }
}
