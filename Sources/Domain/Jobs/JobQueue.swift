public import Foundation

/// All jobs of one kind: how many wait and for what, how many run, how the last ones ended.
public struct JobQueue: Sendable, Hashable {
    public let kind: JobKind
    /// Queued and startable now.
    public var due = 0
    /// Queued, but a key has no room for them.
    public var waitingForKeys = 0
    /// Queued, but other jobs have to end first.
    public var waitingForJobs = 0
    /// Queued for a later time.
    public var later = 0
    public var running = 0
    /// Their own part is done; their children's is not.
    public var awaiting = 0
    /// Since when the one has waited that is startable for longest; `nil` when none is.
    public var oldestDueAt: Date?
    /// Ended in the last hour, of those that were asked for within the last day.
    public var succeeded = 0
    /// Given up in the last hour, of those that were asked for within the last day.
    public var givenUp = 0
    /// `nil` while jobs of the kind are started.
    public var pause: JobPause?

    /// A kind of which there is no job.
    public init(kind: JobKind) {
        self.kind = kind
    }
}
