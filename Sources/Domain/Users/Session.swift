public import Foundation

/// One signed-in browser. The token itself is known to the browser only; the database keeps its hash.
public struct Session: Sendable, Hashable {
    public let id: Identifier<Session>
    public let userID: User.ID
    /// Must come back in every form (a synchroniser token).
    public let csrfToken: String
    public let createdAt: Date
    public let lastSeenAt: Date
    public let expiresAt: Date
    public let remoteAddress: String
    public let userAgent: String

    /// A session as stored.
    public init(
        id: Identifier<Session>, userID: User.ID, csrfToken: String, createdAt: Date, lastSeenAt: Date,
        expiresAt: Date, remoteAddress: String, userAgent: String
    ) {
        self.id = id
        self.userID = userID
        self.csrfToken = csrfToken
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.expiresAt = expiresAt
        self.remoteAddress = remoteAddress
        self.userAgent = userAgent
    }
}

/// A token by which a program uses the API as its owner.
public struct APIToken: Sendable, Hashable, Identifiable {
    /// The id of a token; public, the first half of the token's text.
    public typealias ID = Identifier<APIToken>

    public let id: ID
    public let userID: User.ID
    public let name: String
    public let createdAt: Date
    public let expiresAt: Date?
    public let lastUsedAt: Date?
    public let revokedAt: Date?

    /// A token as stored; its secret half is kept as a hash only.
    public init(
        id: ID, userID: User.ID, name: String, createdAt: Date, expiresAt: Date?, lastUsedAt: Date?, revokedAt: Date?
    ) {
        self.id = id
        self.userID = userID
        self.name = name
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
    }
}
