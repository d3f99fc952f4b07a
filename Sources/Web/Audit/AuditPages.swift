/// The record of who did what.
public enum AuditPages {
    /// The record, newest first.
    public struct Index: Codable, Sendable {
        public var search: String
        public var actionOptions: [Component.Option]
        public var isFiltered: Bool
        /// Whether the chain of hashes holds.
        public var chain: Component.Check
        public var rows: [Row]
        public var pagination: Component.Pagination

        /// Takes every part.
        public init(
            search: String, actionOptions: [Component.Option], isFiltered: Bool, chain: Component.Check, rows: [Row],
            pagination: Component.Pagination
        ) {
            self.search = search
            self.actionOptions = actionOptions
            self.isFiltered = isFiltered
            self.chain = chain
            self.rows = rows
            self.pagination = pagination
        }

        /// One entry.
        public struct Row: Codable, Sendable {
            public var number: String
            public var time: Component.Timestamp
            public var actor: String
            public var action: String
            public var subject: Component.Link
            public var summary: String
            public var address: String
            public var requestID: String

            /// Takes every part.
            public init(
                number: String, time: Component.Timestamp, actor: String, action: String, subject: Component.Link,
                summary: String, address: String, requestID: String
            ) {
                self.number = number
                self.time = time
                self.actor = actor
                self.action = action
                self.subject = subject
                self.summary = summary
                self.address = address
                self.requestID = requestID
            }
        }
    }
}
