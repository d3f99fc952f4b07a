public import Domain

/// A lockout that holds now, with the names of who and what it holds.
public struct HeldLogin: Sendable {
    public let lockout: Lockout
    public let deviceName: String
    /// Empty for work that nobody asked for in person.
    public let callerName: String
}
