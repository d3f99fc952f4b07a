/// How the children of a job stand.
public struct JobTally: Sendable, Hashable {
    public let total: Int
    public let succeeded: Int
    public let failed: Int
    public let cancelled: Int
    public let interrupted: Int

    /// A tally as stored.
    public init(total: Int, succeeded: Int, failed: Int, cancelled: Int, interrupted: Int) {
        self.total = total
        self.succeeded = succeeded
        self.failed = failed
        self.cancelled = cancelled
        self.interrupted = interrupted
    }

    /// How many are not over.
    public var underWay: Int { total - succeeded - failed - cancelled - interrupted }
}
