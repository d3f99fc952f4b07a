public import Foundation

/// One process that runs jobs, from its start to its end.
public struct WorkerProcess: Sendable, Hashable, Identifiable {
    public let id: WorkerID
    public let host: String
    public let processID: Int
    /// The version of the program it runs.
    public let version: String
    public let startedAt: Date
    /// When it last said that it lives.
    public let heartbeatAt: Date
    /// When it ended in order; none while it lives, and none when it died.
    public let stoppedAt: Date?

    /// A worker as stored.
    public init(
        id: WorkerID, host: String, processID: Int, version: String, startedAt: Date, heartbeatAt: Date,
        stoppedAt: Date?
    ) {
        self.id = id
        self.host = host
        self.processID = processID
        self.version = version
        self.startedAt = startedAt
        self.heartbeatAt = heartbeatAt
        self.stoppedAt = stoppedAt
    }
}
