extension DevicePages {
    /// What a device tells of itself.
    public struct Facts: Codable, Sendable {
        public var header: Header
        public var report: FactReport
        public var identity: Identity

        /// Takes every part.
        public init(header: Header, report: FactReport, identity: Identity) {
            self.header = header
            self.report = report
            self.identity = identity
        }
    }

    /// One reading of the facts; the live part of the page.
    public struct FactReport: Codable, Sendable {
        public var fragmentURL: String
        /// Empty when it is not under way.
        public var eventsURL: String
        public var isLive: Bool
        public var badge: Component.Badge
        /// What is going on, or why it failed and what to do.
        public var sentence: String
        public var readAt: Component.Timestamp
        /// Empty before the first reading.
        public var facts: [Component.Fact]
        /// For example «48 interfaces, 12 up».
        public var summary: String
        public var interfaces: [Interface]
        /// At most one; stops a reading that is under way.
        public var cancel: [Component.Action]

        /// Takes every part.
        public init(
            fragmentURL: String, eventsURL: String, isLive: Bool, badge: Component.Badge, sentence: String,
            readAt: Component.Timestamp, facts: [Component.Fact], summary: String, interfaces: [Interface],
            cancel: [Component.Action]
        ) {
            self.fragmentURL = fragmentURL
            self.eventsURL = eventsURL
            self.isLive = isLive
            self.badge = badge
            self.sentence = sentence
            self.readAt = readAt
            self.facts = facts
            self.summary = summary
            self.interfaces = interfaces
            self.cancel = cancel
        }

        /// One interface.
        public struct Interface: Codable, Sendable {
            public var name: String
            public var state: Component.Badge
            public var address: String
            public var description: String

            /// Takes every part.
            public init(name: String, state: Component.Badge, address: String, description: String) {
                self.name = name
                self.state = state
                self.address = address
                self.description = description
            }
        }
    }

    /// By what the device is believed when it is asked, and what it showed instead.
    public struct Identity: Codable, Sendable {
        /// Empty when there is nothing to show.
        public var title: String
        public var pinned: String
        public var pinnedAt: Component.Timestamp
        /// Empty when the device has always shown what is pinned.
        public var offered: String
        public var offeredAt: Component.Timestamp
        /// Accepts what is shown now, with a reason.
        public var form: Component.Form
        public var canAccept: Bool

        /// Takes every part.
        public init(
            title: String, pinned: String, pinnedAt: Component.Timestamp, offered: String,
            offeredAt: Component.Timestamp, form: Component.Form, canAccept: Bool
        ) {
            self.title = title
            self.pinned = pinned
            self.pinnedAt = pinnedAt
            self.offered = offered
            self.offeredAt = offeredAt
            self.form = form
            self.canAccept = canAccept
        }
    }
}
