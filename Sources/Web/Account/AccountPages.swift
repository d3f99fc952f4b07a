/// The signed-in person's own settings.
public enum AccountPages {
    /// Password, API tokens and sessions.
    public struct Show: Codable, Sendable {
        public var facts: [Component.Fact]
        public var passwordForm: Component.Form
        public var tokenForm: Component.Form
        /// At most one; shown once, right after it was made.
        public var newToken: [NewToken]
        public var tokens: [Token]
        public var sessions: [Session]

        /// Takes every part.
        public init(
            facts: [Component.Fact], passwordForm: Component.Form, tokenForm: Component.Form, newToken: [NewToken],
            tokens: [Token], sessions: [Session]
        ) {
            self.facts = facts
            self.passwordForm = passwordForm
            self.tokenForm = tokenForm
            self.newToken = newToken
            self.tokens = tokens
            self.sessions = sessions
        }

        /// A token that was just made; its text is never shown again.
        public struct NewToken: Codable, Sendable {
            public var name: String
            public var text: String

            /// Takes every part.
            public init(name: String, text: String) {
                self.name = name
                self.text = text
            }
        }

        /// One API token.
        public struct Token: Codable, Sendable {
            public var name: String
            public var badge: Component.Badge
            public var createdAt: Component.Timestamp
            public var expiresAt: Component.Timestamp
            public var lastUsedAt: Component.Timestamp
            /// At most one; none when it is revoked or expired.
            public var revocation: [Component.Action]

            /// Takes every part.
            public init(
                name: String, badge: Component.Badge, createdAt: Component.Timestamp, expiresAt: Component.Timestamp,
                lastUsedAt: Component.Timestamp, revocation: [Component.Action]
            ) {
                self.name = name
                self.badge = badge
                self.createdAt = createdAt
                self.expiresAt = expiresAt
                self.lastUsedAt = lastUsedAt
                self.revocation = revocation
            }
        }

        /// One signed-in browser.
        public struct Session: Codable, Sendable {
            public var browser: String
            public var address: String
            public var lastSeenAt: Component.Timestamp
            public var isCurrent: Bool

            /// Takes every part.
            public init(browser: String, address: String, lastSeenAt: Component.Timestamp, isCurrent: Bool) {
                self.browser = browser
                self.address = address
                self.lastSeenAt = lastSeenAt
                self.isCurrent = isCurrent
            }
        }
    }
}
