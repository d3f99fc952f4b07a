extension BreakerPages {
    /// The logins that are held back.
    public struct Lockouts: Codable, Sendable {
        /// Devices that are not tried, logins that are held back.
        public var tabs: [Component.Tab]
        public var eventsURL: String
        public var list: LockoutList
        public var pagination: Component.Pagination

        /// Takes every part.
        public init(tabs: [Component.Tab], eventsURL: String, list: LockoutList, pagination: Component.Pagination) {
            self.tabs = tabs
            self.eventsURL = eventsURL
            self.list = list
            self.pagination = pagination
        }
    }

    /// The live part of the page.
    public struct LockoutList: Codable, Sendable {
        public var fragmentURL: String
        public var rows: [LockoutRow]

        /// Takes every part.
        public init(fragmentURL: String, rows: [LockoutRow]) {
            self.fragmentURL = fragmentURL
            self.rows = rows
        }
    }

    /// One caller who may not try one login on one device.
    public struct LockoutRow: Codable, Sendable {
        public var id: String
        public var login: String
        public var device: Component.Link
        public var caller: String
        /// For example «5 refusals».
        public var refusals: String
        public var lastFailure: String
        public var since: Component.Timestamp
        public var until: Component.Timestamp
        public var reset: Component.Action

        /// Takes every part.
        public init(
            id: String, login: String, device: Component.Link, caller: String, refusals: String, lastFailure: String,
            since: Component.Timestamp, until: Component.Timestamp, reset: Component.Action
        ) {
            self.id = id
            self.login = login
            self.device = device
            self.caller = caller
            self.refusals = refusals
            self.lastFailure = lastFailure
            self.since = since
            self.until = until
            self.reset = reset
        }
    }
}
