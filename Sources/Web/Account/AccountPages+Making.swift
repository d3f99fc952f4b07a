import Domain
import Foundation
import Services

extension AccountPages.Show.Token {
    /// An API token in the list of one's own.
    init(_ token: APIToken) {
        let isExpired = token.expiresAt.map { $0 <= Date() } ?? false
        let isActive = token.revokedAt == nil && !isExpired
        let badge =
            isActive
            ? Component.Badge(text: "active", tone: "success")
            : Component.Badge(text: token.revokedAt == nil ? "expired" : "revoked", tone: "neutral")
        self.init(
            name: token.name, badge: badge, createdAt: Component.Timestamp(token.createdAt),
            expiresAt: Component.Timestamp(token.expiresAt), lastUsedAt: Component.Timestamp(token.lastUsedAt),
            revocation: isActive
                ? [
                    .make(
                        "revoke", "Revoke", url: "/account/tokens/\(token.id)/revocation", icon: "trash",
                        confirm: ("Revoke this token?", "Programs that use it are refused at once."))
                ] : [])
    }
}

extension AccountPages.Show.Session {
    /// A signed-in browser.
    init(_ session: Session, current: Session) {
        self.init(
            browser: BrowserName(userAgent: session.userAgent).text, address: session.remoteAddress,
            lastSeenAt: Component.Timestamp(session.lastSeenAt), isCurrent: session.id == current.id)
    }
}

/// A browser's name as people say it, guessed from what it calls itself.
struct BrowserName {
    let text: String

    init(userAgent: String) {
        func first(of names: [(String, String)]) -> String? {
            names.first { userAgent.contains($0.0) }?.1
        }
        // In this order, because browsers also claim to be those they descend from.
        let browser = first(of: [
            ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ])
        let system = first(of: [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS X", "macOS"), ("Linux", "Linux"),
        ])
        switch (browser, system) {
        case (let browser?, let system?): text = "\(browser) on \(system)"
        case (let browser?, nil): text = browser
        case (nil, _): text = userAgent.isEmpty ? "Unknown browser" : String(userAgent.prefix(60))
        }
    }
}

extension Component.Fact {
    /// Who the signed-in person is and what they may do.
    static func account(of user: User) -> [Component.Fact] {
        let permissions = Permission.allCases.filter { user.role.permissions.contains($0) && $0 != .view }
        return [
            .make("Name", user.reference.name), .make("User name", user.username.text),
            .make("Role", user.role.rawValue.capitalized),
            .make(
                "You may",
                permissions.isEmpty
                    ? "see everything but the audit record" : permissions.map(\.words).joined(separator: ", ")),
        ]
    }
}
