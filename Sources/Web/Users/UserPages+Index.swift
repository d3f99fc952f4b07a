extension UserPages {
    /// The list of users.
    public struct Index: Codable, Sendable {
        public var canEdit: Bool
        public var rows: [Row]

        /// Takes every part.
        public init(canEdit: Bool, rows: [Row]) {
            self.canEdit = canEdit
            self.rows = rows
        }

        /// One user.
        public struct Row: Codable, Sendable {
            public var username: String
            public var name: String
            /// Empty when the person may not edit.
            public var url: String
            public var role: String
            public var badge: Component.Badge
            public var lastSignIn: Component.Timestamp
            public var isSelf: Bool

            /// Takes every part.
            public init(
                username: String, name: String, url: String, role: String, badge: Component.Badge,
                lastSignIn: Component.Timestamp, isSelf: Bool
            ) {
                self.username = username
                self.name = name
                self.url = url
                self.role = role
                self.badge = badge
                self.lastSignIn = lastSignIn
                self.isSelf = isSelf
            }
        }
    }
}
