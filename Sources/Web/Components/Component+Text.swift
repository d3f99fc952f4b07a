extension Component {
    /// A point in time: `iso` for machines, `text` for people; `iso` is empty when it never happened.
    public struct Timestamp: Codable, Sendable {
        /// ISO 8601 in UTC, for example 2026-03-09T14:02:11Z; empty when it never happened.
        public var iso: String
        /// A short relative or absolute time, or a word such as «never».
        public var text: String

        /// Takes every part.
        public init(iso: String, text: String) {
            self.iso = iso
            self.text = text
        }
    }

    /// A text that leads somewhere; plain text when `url` is empty.
    public struct Link: Codable, Sendable {
        public var title: String
        public var url: String

        /// Takes every part.
        public init(title: String, url: String) {
            self.title = title
            self.url = url
        }
    }

    /// One line of a list of facts.
    public struct Fact: Codable, Sendable {
        public var label: String
        public var value: String
        /// Where the value leads; empty for plain text.
        public var url: String
        public var isMonospaced: Bool

        /// Takes every part.
        public init(label: String, value: String, url: String, isMonospaced: Bool) {
            self.label = label
            self.value = value
            self.url = url
            self.isMonospaced = isMonospaced
        }
    }

    /// One numbered line of a configuration or of a template.
    public struct TextLine: Codable, Sendable {
        public var number: String
        public var text: String
        /// Whether it stands out, for example as the line with an error.
        public var isMarked: Bool
        /// A caret line shown under a marked line; empty for none.
        public var mark: String

        /// Takes every part.
        public init(number: String, text: String, isMarked: Bool, mark: String) {
            self.number = number
            self.text = text
            self.isMarked = isMarked
            self.mark = mark
        }
    }

    /// One line of a live transcript.
    public struct LogLine: Codable, Sendable {
        public var time: Timestamp
        /// sending, accepted, rejected, note or state.
        public var kind: String
        /// The number of the command in the plan; empty for what is not a command.
        public var number: String
        public var text: String

        /// Takes every part.
        public init(time: Timestamp, kind: String, number: String, text: String) {
            self.time = time
            self.kind = kind
            self.number = number
            self.text = text
        }
    }

    /// Why a template could not be rendered, with the place.
    public struct TemplateProblem: Codable, Sendable {
        public var message: String
        /// For example «deploy, line 3, column 14»; empty when unknown.
        public var place: String
        /// Empty for none.
        public var suggestion: String
        public var excerpt: [TextLine]

        /// Takes every part.
        public init(message: String, place: String, suggestion: String, excerpt: [TextLine]) {
            self.message = message
            self.place = place
            self.suggestion = suggestion
            self.excerpt = excerpt
        }
    }
}
