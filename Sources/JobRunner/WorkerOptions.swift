/// Bounds of one worker; they come from configuration.
public struct WorkerOptions: Sendable, Hashable {
    /// Jobs run at the same time.
    public var concurrency: Int
    /// After so many seconds without a heartbeat a worker's jobs are free.
    public var leaseSeconds: Int
    /// How often the leases are renewed.
    public var heartbeat: Duration
    /// How long to sleep at most when no notification comes, in seconds.
    public var pollSeconds: Int
    /// How long a stopping worker lets its jobs go on, in seconds.
    public var drainSeconds: Int
    /// The version of the program, shown with the worker.
    public var version: String

    /// The defaults suit one process beside its database.
    public init(
        concurrency: Int = 32, leaseSeconds: Int = 30, heartbeat: Duration = .seconds(10), pollSeconds: Int = 5,
        drainSeconds: Int = 20,
        version: String = "dev"
    ) {
        self.concurrency = concurrency
        self.leaseSeconds = leaseSeconds
        self.heartbeat = heartbeat
        self.pollSeconds = pollSeconds
        self.drainSeconds = drainSeconds
        self.version = version
    }
}
