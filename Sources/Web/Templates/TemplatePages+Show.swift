extension TemplatePages {
    /// One template set: its bodies, variables and revisions.
    public struct Show: Codable, Sendable {
        public var header: Header
        public var bodies: [Body]
        public var variables: [Variable]
        public var revisions: [Revision]
        public var stacks: [Component.Link]

        /// Takes every part.
        public init(
            header: Header, bodies: [Body], variables: [Variable], revisions: [Revision], stacks: [Component.Link]
        ) {
            self.header = header
            self.bodies = bodies
            self.variables = variables
            self.revisions = revisions
            self.stacks = stacks
        }

        /// One of the three texts.
        public struct Body: Codable, Sendable {
            public var title: String
            public var purpose: String
            public var emptyText: String
            public var lines: [Component.TextLine]

            /// Takes every part.
            public init(title: String, purpose: String, emptyText: String, lines: [Component.TextLine]) {
                self.title = title
                self.purpose = purpose
                self.emptyText = emptyText
                self.lines = lines
            }
        }

        /// A variable found in the bodies.
        public struct Variable: Codable, Sendable {
            public var name: String
            public var kind: String
            public var isRequired: Bool
            /// Empty for none.
            public var defaultValue: String
            /// For example «deploy 3, 7 · delete 2».
            public var usedIn: String

            /// Takes every part.
            public init(name: String, kind: String, isRequired: Bool, defaultValue: String, usedIn: String) {
                self.name = name
                self.kind = kind
                self.isRequired = isRequired
                self.defaultValue = defaultValue
                self.usedIn = usedIn
            }
        }

        /// One saved version.
        public struct Revision: Codable, Sendable {
            public var number: String
            /// Shows that version; empty for the one that is shown.
            public var url: String
            public var time: Component.Timestamp
            public var author: String
            public var isCurrent: Bool

            /// Takes every part.
            public init(number: String, url: String, time: Component.Timestamp, author: String, isCurrent: Bool) {
                self.number = number
                self.url = url
                self.time = time
                self.author = author
                self.isCurrent = isCurrent
            }
        }
    }
}
