/// Who asks for something, and from where: every service takes one and nothing is done without.
public struct Actor: Sendable, Hashable {
    public let user: UserReference
    public let role: Role
    /// The address of the browser or program; empty for the command line.
    public let remoteAddress: String
    /// Ties the answer, the log and the audit entry together.
    public let requestID: String

    /// An actor.
    public init(user: UserReference, role: Role, remoteAddress: String, requestID: String) {
        self.user = user
        self.role = role
        self.remoteAddress = remoteAddress
        self.requestID = requestID
    }

    /// Whether the role allows it.
    public func may(_ permission: Permission) -> Bool {
        role.permissions.contains(permission)
    }
}
