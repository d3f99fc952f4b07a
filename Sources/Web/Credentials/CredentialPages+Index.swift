extension CredentialPages {
    /// The list of credential sets.
    public struct Index: Codable, Sendable {
        public var canEdit: Bool
        public var rows: [Row]

        /// Takes every part.
        public init(canEdit: Bool, rows: [Row]) {
            self.canEdit = canEdit
            self.rows = rows
        }

        /// One credential set.
        public struct Row: Codable, Sendable {
            public var name: String
            public var url: String
            public var username: String
            public var secrets: [Component.Badge]
            public var deviceCount: String
            public var updatedAt: Component.Timestamp

            /// Takes every part.
            public init(
                name: String, url: String, username: String, secrets: [Component.Badge], deviceCount: String,
                updatedAt: Component.Timestamp
            ) {
                self.name = name
                self.url = url
                self.username = username
                self.secrets = secrets
                self.deviceCount = deviceCount
                self.updatedAt = updatedAt
            }
        }
    }
}
