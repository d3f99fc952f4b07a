extension ChangePages {
    /// The list of changes by state.
    public struct Index: Codable, Sendable {
        public var search: String
        /// Kept in a hidden field of the filter form.
        public var state: String
        public var isFiltered: Bool
        public var canPropose: Bool
        public var tabs: [Component.Tab]
        public var rows: [Row]
        public var pagination: Component.Pagination

        /// Takes every part.
        public init(
            search: String, state: String, isFiltered: Bool, canPropose: Bool, tabs: [Component.Tab], rows: [Row],
            pagination: Component.Pagination
        ) {
            self.search = search
            self.state = state
            self.isFiltered = isFiltered
            self.canPropose = canPropose
            self.tabs = tabs
            self.rows = rows
            self.pagination = pagination
        }
    }
}
