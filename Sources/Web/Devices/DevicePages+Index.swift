extension DevicePages {
    /// The list of devices, filtered, sorted and in pages.
    public struct Index: Codable, Sendable {
        public var search: String
        /// Kept in a hidden field of the filter form.
        public var sort: String
        public var tagOptions: [Component.Option]
        public var platformOptions: [Component.Option]
        public var stateOptions: [Component.Option]
        public var isFiltered: Bool
        public var canEdit: Bool
        /// Whether devices can be chosen, to be backed up or put into a snapshot.
        public var canChoose: Bool
        /// Name, address, platform, tags, state, last seen: always six.
        public var columns: [Component.Column]
        public var rows: [Row]
        public var pagination: Component.Pagination

        /// Takes every part.
        public init(
            search: String, sort: String, tagOptions: [Component.Option], platformOptions: [Component.Option],
            stateOptions: [Component.Option], isFiltered: Bool, canEdit: Bool, canChoose: Bool,
            columns: [Component.Column],
            rows: [Row], pagination: Component.Pagination
        ) {
            self.search = search
            self.sort = sort
            self.tagOptions = tagOptions
            self.platformOptions = platformOptions
            self.stateOptions = stateOptions
            self.isFiltered = isFiltered
            self.canEdit = canEdit
            self.canChoose = canChoose
            self.columns = columns
            self.rows = rows
            self.pagination = pagination
        }

        /// One device.
        public struct Row: Codable, Sendable {
            public var id: String
            public var name: String
            public var url: String
            /// Host and port.
            public var address: String
            public var platform: String
            /// Each leads to the list filtered by it.
            public var tags: [Component.Link]
            public var badge: Component.Badge
            /// Why the last session failed; empty when it did not.
            public var detail: String
            public var lastSeen: Component.Timestamp

            /// Takes every part.
            public init(
                id: String, name: String, url: String, address: String, platform: String, tags: [Component.Link],
                badge: Component.Badge, detail: String, lastSeen: Component.Timestamp
            ) {
                self.id = id
                self.name = name
                self.url = url
                self.address = address
                self.platform = platform
                self.tags = tags
                self.badge = badge
                self.detail = detail
                self.lastSeen = lastSeen
            }
        }
    }
}
