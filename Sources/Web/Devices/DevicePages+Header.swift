extension DevicePages {
    /// What every page about one device shows on top.
    public struct Header: Codable, Sendable {
        public var name: String
        public var url: String
        public var address: String
        public var platform: String
        public var badge: Component.Badge
        /// What else stands out, for example that legacy algorithms are allowed.
        public var marks: [Component.Badge]
        /// Overview, Facts, Configuration, Backups, Changes.
        public var tabs: [Component.Tab]
        /// For example a changed host key, with the link to its review.
        public var notices: [Component.Notice]
        /// Test connection, read configuration, back up: whichever fit the page.
        public var actions: [Component.Action]
        /// Empty when the person may not edit.
        public var editURL: String

        /// Takes every part.
        public init(
            name: String, url: String, address: String, platform: String, badge: Component.Badge,
            marks: [Component.Badge], tabs: [Component.Tab], notices: [Component.Notice], actions: [Component.Action],
            editURL: String
        ) {
            self.name = name
            self.url = url
            self.address = address
            self.platform = platform
            self.badge = badge
            self.marks = marks
            self.tabs = tabs
            self.notices = notices
            self.actions = actions
            self.editURL = editURL
        }
    }
}
