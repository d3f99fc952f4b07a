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
    /// How many jobs it runs at the same time.
    public let slots: Int
    /// How many it ran at its last heartbeat.
    public let running: Int
    /// How many it has ended since its start.
    public let finished: Int
    public let wanted: Wish
    /// When it ended in order; none while it lives, and none when it died.
    public let stoppedAt: Date?
    /// When others found that it had died.
    public let lostAt: Date?

    /// What people want of a worker.
    public enum Wish: String, Sendable, Hashable, Codable, CaseIterable {
        /// Work.
        case run
        /// Start nothing new until told otherwise.
        case pause
        /// Start nothing new, end what runs, then stop.
        case drain
    }

    /// A worker as stored.
    public init(
        id: WorkerID, host: String, processID: Int, version: String, startedAt: Date, heartbeatAt: Date, slots: Int,
        running: Int, finished: Int, wanted: Wish, stoppedAt: Date?, lostAt: Date?
    ) {
        self.id = id
        self.host = host
        self.processID = processID
        self.version = version
        self.startedAt = startedAt
        self.heartbeatAt = heartbeatAt
        self.slots = slots
        self.running = running
        self.finished = finished
        self.wanted = wanted
        self.stoppedAt = stoppedAt
        self.lostAt = lostAt
    }
}
