extension StackPages {
    /// One stack and its members in order.
    public struct Show: Codable, Sendable {
        public var header: Header
        public var members: [Member]
        public var variables: [TemplatePages.Show.Variable]
        public var changes: [ChangePages.Row]

        /// Takes every part.
        public init(
            header: Header, members: [Member], variables: [TemplatePages.Show.Variable], changes: [ChangePages.Row]
        ) {
            self.header = header
            self.members = members
            self.variables = variables
            self.changes = changes
        }

        /// One template set of the stack.
        public struct Member: Codable, Sendable {
            public var position: String
            public var name: String
            public var url: String
            public var summary: String
            public var platforms: [String]
            public var revision: String

            /// Takes every part.
            public init(
                position: String, name: String, url: String, summary: String, platforms: [String], revision: String
            ) {
                self.position = position
                self.name = name
                self.url = url
                self.summary = summary
                self.platforms = platforms
                self.revision = revision
            }
        }
    }
}
