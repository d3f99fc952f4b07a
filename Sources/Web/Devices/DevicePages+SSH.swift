extension DevicePages {
    /// How a device speaks SSH.
    public struct SSH: Codable, Sendable {
        /// Why no session can be had, with the way to the setting that helps; at most one.
        public var notices: [Component.Notice]
        /// The library that carried the last login; empty before the first.
        public var engine: String
        /// Why it was this one.
        public var reason: String
        /// What the last login agreed on.
        public var agreed: [Line]
        /// Since when logins agree on this.
        public var since: Component.Timestamp
        /// What the device calls itself; empty while its offer is not known.
        public var identification: String
        /// What the device offered last.
        public var offered: [Line]

        /// An algorithm; the badge tells when it is weak, or none that NetStacks speaks.
        public struct Algorithm: Codable, Sendable {
            public var name: String
            /// At most one.
            public var badges: [Component.Badge]

            /// Takes every part.
            public init(name: String, badges: [Component.Badge]) {
                self.name = name
                self.badges = badges
            }
        }

        /// The algorithms of one kind.
        public struct Line: Codable, Sendable {
            public var label: String
            public var algorithms: [Algorithm]
            /// Said when there is none.
            public var otherwise: String

            /// Takes every part.
            public init(label: String, algorithms: [Algorithm], otherwise: String) {
                self.label = label
                self.algorithms = algorithms
                self.otherwise = otherwise
            }
        }

        /// Takes every part.
        public init(
            notices: [Component.Notice], engine: String, reason: String, agreed: [Line], since: Component.Timestamp,
            identification: String, offered: [Line]
        ) {
            self.notices = notices
            self.engine = engine
            self.reason = reason
            self.agreed = agreed
            self.since = since
            self.identification = identification
            self.offered = offered
        }
    }
}
