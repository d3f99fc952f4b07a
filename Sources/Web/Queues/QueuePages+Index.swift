extension QueuePages {
    /// How the kinds stand, and what limits there are.
    public struct Index: Codable, Sendable {
        public var kinds: [Kind]
        public var classes: [Key]
        public var keys: [Key]
        public var pagination: Component.Pagination
        /// Whether this person may set limits.
        public var canLimit: Bool

        /// Takes every part.
        public init(
            kinds: [Kind], classes: [Key], keys: [Key], pagination: Component.Pagination, canLimit: Bool
        ) {
            self.kinds = kinds
            self.classes = classes
            self.keys = keys
            self.pagination = pagination
            self.canLimit = canLimit
        }

        /// The jobs of one kind.
        public struct Kind: Codable, Sendable {
            public var id: String
            public var title: String
            public var url: String
            public var badge: Component.Badge
            /// Since when and by whom it is paused; empty while it is not.
            public var paused: String
            public var due: String
            public var waiting: String
            public var later: String
            public var running: String
            public var oldest: String
            public var succeeded: String
            public var givenUp: String
            public var action: Component.Action

            /// Takes every part.
            public init(
                id: String, title: String, url: String, badge: Component.Badge, paused: String, due: String,
                waiting: String, later: String, running: String, oldest: String, succeeded: String, givenUp: String,
                action: Component.Action
            ) {
                self.id = id
                self.title = title
                self.url = url
                self.badge = badge
                self.paused = paused
                self.due = due
                self.waiting = waiting
                self.later = later
                self.running = running
                self.oldest = oldest
                self.succeeded = succeeded
                self.givenUp = givenUp
                self.action = action
            }
        }

        /// A key, or a class of keys, with its limit.
        public struct Key: Codable, Sendable {
            public var title: String
            /// What kind of thing it is; empty for a class.
            public var kind: String
            /// In use, of how many.
            public var use: String
            public var limit: String
            /// Whether the limit is the key's own.
            public var isOwn: Bool
            public var waiting: String
            public var nextStart: String
            public var url: String

            /// Takes every part.
            public init(
                title: String, kind: String, use: String, limit: String, isOwn: Bool, waiting: String,
                nextStart: String, url: String
            ) {
                self.title = title
                self.kind = kind
                self.use = use
                self.limit = limit
                self.isOwn = isOwn
                self.waiting = waiting
                self.nextStart = nextStart
                self.url = url
            }
        }
    }
}
