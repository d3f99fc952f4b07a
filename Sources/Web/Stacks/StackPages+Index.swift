extension StackPages {
    /// The list of stacks.
    public struct Index: Codable, Sendable {
        public var canEdit: Bool
        public var canPropose: Bool
        public var rows: [Row]

        /// Takes every part.
        public init(canEdit: Bool, canPropose: Bool, rows: [Row]) {
            self.canEdit = canEdit
            self.canPropose = canPropose
            self.rows = rows
        }

        /// One stack.
        public struct Row: Codable, Sendable {
            public var name: String
            public var url: String
            public var deployURL: String
            public var summary: String
            public var members: [String]
            public var updatedAt: Component.Timestamp

            /// Takes every part.
            public init(
                name: String, url: String, deployURL: String, summary: String, members: [String],
                updatedAt: Component.Timestamp
            ) {
                self.name = name
                self.url = url
                self.deployURL = deployURL
                self.summary = summary
                self.members = members
                self.updatedAt = updatedAt
            }
        }
    }
}
