extension BreakerPages {
    /// What keeps one device from being tried; a live part of its page.
    public struct Holds: Codable, Sendable {
        public var fragmentURL: String
        public var rows: [Hold]

        /// Takes every part.
        public init(fragmentURL: String, rows: [Hold]) {
            self.fragmentURL = fragmentURL
            self.rows = rows
        }
    }

    /// One breaker or lockout, with the button that ends it.
    public struct Hold: Codable, Sendable {
        public var notice: Component.Notice
        public var reset: Component.Action

        /// Takes every part.
        public init(notice: Component.Notice, reset: Component.Action) {
            self.notice = notice
            self.reset = reset
        }
    }
}
