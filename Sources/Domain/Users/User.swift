public import Foundation

/// A person who signs in.
public struct User: Sendable, Hashable, Identifiable {
    /// The id of a user.
    public typealias ID = Identifier<User>

    public let id: ID
    public let username: Username
    public let displayName: String
    public let role: Role
    public let isEnabled: Bool
    public let createdAt: Date
    public let lastSignInAt: Date?

    /// A user as stored; the password hash is not part of it.
    public init(
        id: ID, username: Username, displayName: String, role: Role, isEnabled: Bool, createdAt: Date,
        lastSignInAt: Date?
    ) {
        self.id = id
        self.username = username
        self.displayName = displayName
        self.role = role
        self.isEnabled = isEnabled
        self.createdAt = createdAt
        self.lastSignInAt = lastSignInAt
    }

    /// Who this is, for records.
    public var reference: UserReference {
        UserReference(id: id, name: displayName.isEmpty ? username.text : displayName)
    }
}

/// A user as named in records: the id, and the name at reading time.
public struct UserReference: Sendable, Hashable, Codable {
    public let id: User.ID
    public let name: String

    /// A reference.
    public init(id: User.ID, name: String) {
        self.id = id
        self.name = name
    }
}
