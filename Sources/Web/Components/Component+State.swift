extension Component {
    /// A state as a word with a tone; the view adds a shape, so that colour is never alone.
    public struct Badge: Codable, Sendable {
        public var text: String
        /// neutral, info, progress, success, warning or danger.
        public var tone: String

        /// Takes every part.
        public init(text: String, tone: String) {
            self.text = text
            self.tone = tone
        }
    }

    /// One step of a tracker.
    public struct Step: Codable, Sendable {
        public var title: String
        /// done, current, upcoming, failed or skipped.
        public var state: String
        /// A time or a name; may be empty.
        public var detail: String

        /// Takes every part.
        public init(title: String, state: String, detail: String) {
            self.title = title
            self.state = state
            self.detail = detail
        }
    }

    /// Something that happened, with who and when.
    public struct TimelineEntry: Codable, Sendable {
        public var time: Timestamp
        /// Empty when the program itself did it.
        public var actor: String
        public var text: String
        public var detail: String
        /// As of a badge.
        public var tone: String

        /// Takes every part.
        public init(time: Timestamp, actor: String, text: String, detail: String, tone: String) {
            self.time = time
            self.actor = actor
            self.text = text
            self.detail = detail
            self.tone = tone
        }
    }

    /// The result of one check.
    public struct Check: Codable, Sendable {
        public var name: String
        public var badge: Badge
        public var detail: String

        /// Takes every part.
        public init(name: String, badge: Badge, detail: String) {
            self.name = name
            self.badge = badge
            self.detail = detail
        }
    }

    /// A sentence that stands out, with what to do about it.
    public struct Notice: Codable, Sendable {
        /// info, success, warning or danger.
        public var tone: String
        public var title: String
        public var text: String
        /// Empty for no link.
        public var linkTitle: String
        public var linkURL: String

        /// Takes every part.
        public init(tone: String, title: String, text: String, linkTitle: String, linkURL: String) {
            self.tone = tone
            self.title = title
            self.text = text
            self.linkTitle = linkTitle
            self.linkURL = linkURL
        }
    }
}
