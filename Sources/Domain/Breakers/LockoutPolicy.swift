/// When a caller may not try a login any more, and for how long. Times are in seconds.
public struct LockoutPolicy: Sendable, Hashable {
    /// So many refused logins lock it; at least 1.
    public let refusalLimit: Int
    /// Only refusals of the last so many seconds count.
    public let window: Double
    /// How long the caller has to wait.
    public let pause: Double

    /// A policy; values below their bounds are moved to the bound.
    public init(refusalLimit: Int = 5, window: Double = 600, pause: Double = 600) {
        self.refusalLimit = max(1, refusalLimit)
        self.window = max(1, window)
        self.pause = max(0, pause)
    }
}
