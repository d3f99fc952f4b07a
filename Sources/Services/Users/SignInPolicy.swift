/// Bounds of sessions and of guessing; they come from configuration.
public struct SignInPolicy: Sendable, Hashable {
    /// A session ends after this long without a request, in seconds.
    public var idleSeconds: Int
    /// A session ends after this long in any case, in seconds.
    public var absoluteSeconds: Int
    /// Wrong passwords for one name from one address before it must wait.
    public var failuresPerName: Int
    /// Wrong passwords from one address, for any names, before it must wait.
    public var failuresPerAddress: Int
    /// For how long failures count, in seconds.
    public var windowSeconds: Int

    /// The defaults follow OWASP ASVS 5.0, chapters 6 and 7.
    public init(
        idleSeconds: Int = 3600, absoluteSeconds: Int = 43200, failuresPerName: Int = 5, failuresPerAddress: Int = 50,
        windowSeconds: Int = 900
    ) {
        self.idleSeconds = idleSeconds
        self.absoluteSeconds = absoluteSeconds
        self.failuresPerName = failuresPerName
        self.failuresPerAddress = failuresPerAddress
        self.windowSeconds = windowSeconds
    }
}
