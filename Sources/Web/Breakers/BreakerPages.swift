/// What is not being tried, and why.
public enum BreakerPages {
    /// The breakers that are open.
    public struct Index: Codable, Sendable {
        /// Devices that are not tried, logins that are held back.
        public var tabs: [Component.Tab]
        public var eventsURL: String
        public var list: List
        public var pagination: Component.Pagination

        /// Takes every part.
        public init(tabs: [Component.Tab], eventsURL: String, list: List, pagination: Component.Pagination) {
            self.tabs = tabs
            self.eventsURL = eventsURL
            self.list = list
            self.pagination = pagination
        }
    }

    /// The live part of the page.
    public struct List: Codable, Sendable {
        public var fragmentURL: String
        public var rows: [Row]

        /// Takes every part.
        public init(fragmentURL: String, rows: [Row]) {
            self.fragmentURL = fragmentURL
            self.rows = rows
        }
    }

    /// One open breaker.
    public struct Row: Codable, Sendable {
        public var id: String
        public var address: String
        /// The devices that are reached there; none when they were all removed.
        public var devices: [Component.Link]
        public var badge: Component.Badge
        /// For example «7 failures».
        public var failures: String
        public var lastFailure: String
        public var since: Component.Timestamp
        /// When it is tried next.
        public var next: Component.Timestamp
        public var reset: Component.Action

        /// Takes every part.
        public init(
            id: String, address: String, devices: [Component.Link], badge: Component.Badge, failures: String,
            lastFailure: String, since: Component.Timestamp, next: Component.Timestamp, reset: Component.Action
        ) {
            self.id = id
            self.address = address
            self.devices = devices
            self.badge = badge
            self.failures = failures
            self.lastFailure = lastFailure
            self.since = since
            self.next = next
            self.reset = reset
        }
    }
}
