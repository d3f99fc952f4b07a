extension Component {
    /// Two configurations side by side.
    public struct Sides: Codable, Sendable {
        /// Names it for screen readers.
        public var label: String
        /// Headings of the columns.
        public var oldTitle: String
        public var newTitle: String
        public var parts: [Part]

        /// Takes every part.
        public init(label: String, oldTitle: String, newTitle: String, parts: [Part]) {
            self.label = label
            self.oldTitle = oldTitle
            self.newTitle = newTitle
            self.parts = parts
        }

        /// Rows that belong together.
        public struct Part: Codable, Sendable {
            /// What to open them with, such as «12 lines without change»; empty for rows that are always seen.
            public var fold: String
            public var rows: [Row]

            /// Takes every part.
            public init(fold: String, rows: [Row]) {
                self.fold = fold
                self.rows = rows
            }
        }

        /// An old line and the new line in its place.
        public struct Row: Codable, Sendable {
            /// same, added, removed or changed.
            public var kind: String
            /// − before a line that goes, + before one that comes; empty otherwise.
            public var oldSign: String
            public var newSign: String
            /// Redacted, with its indentation; empty where there is no line.
            public var old: [Span]
            public var new: [Span]

            /// Takes every part.
            public init(kind: String, oldSign: String, newSign: String, old: [Span], new: [Span]) {
                self.kind = kind
                self.oldSign = oldSign
                self.newSign = newSign
                self.old = old
                self.new = new
            }
        }

        /// A piece of a line.
        public struct Span: Codable, Sendable {
            public var text: String
            /// Whether the two lines differ here.
            public var isChanged: Bool

            /// Takes every part.
            public init(text: String, isChanged: Bool) {
                self.text = text
                self.isChanged = isChanged
            }
        }
    }
}
