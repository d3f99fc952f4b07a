/// Bounds of one worker; they come from configuration.
public struct WorkerOptions: Sendable, Hashable {
    /// Jobs run at the same time.
    public var concurrency: Int
    /// A worker whose heartbeat is not seen for so long is given up, and its jobs are free.
    public var lease: Duration
    /// How often the heartbeat is written and those of others are looked at.
    public var heartbeat: Duration
    /// How long to sleep at most when no notification comes, in seconds.
    public var pollSeconds: Int
    /// How long a stopping worker lets its jobs go on, in seconds.
    public var drainSeconds: Int
    /// How long those that were told to stop then may take to bring their devices to a named state, in seconds.
    public var stopSeconds: Int
    /// The version of the program, shown with the worker.
    public var version: String

    /// The defaults suit one process beside its database.
    public init(
        concurrency: Int = 32, lease: Duration = .seconds(15), heartbeat: Duration = .seconds(3), pollSeconds: Int = 5,
        drainSeconds: Int = 18, stopSeconds: Int = 8, version: String = "dev"
    ) {
        self.concurrency = concurrency
        self.lease = lease
        self.heartbeat = heartbeat
        self.pollSeconds = pollSeconds
        self.drainSeconds = drainSeconds
        self.stopSeconds = stopSeconds
        self.version = version
    }

    /// After so long without a heartbeat that was stored, a worker counts itself as given up: before others do.
    var selfGivenUp: Duration { lease - min(heartbeat, lease / 4) }
}
