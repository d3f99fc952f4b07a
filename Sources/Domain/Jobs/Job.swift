public import Foundation

/// A piece of background work, stored in PostgreSQL until long after it ended.
public struct Job: Sendable, Hashable, Identifiable {
    /// The id of a job.
    public typealias ID = Identifier<Job>

    public let id: ID
    public let kind: JobKind
    /// Ids only; never a secret, never a configuration.
    public let arguments: JSONValue
    public let state: JobState
    /// Counts the starts, from 0 before the first.
    public let attempt: Int
    public let maxAttempts: Int
    public let deviceID: Device.ID?
    public let changeID: Change.ID?
    public let requestedBy: UserReference?
    public let createdAt: Date
    /// Not started before this.
    public let scheduledAt: Date
    public let startedAt: Date?
    public let finishedAt: Date?
    public let cancelRequestedAt: Date?
    /// Which worker holds it, while it runs.
    public let workerID: WorkerID?
    /// Raised at each claim; a result that carries an older one is refused.
    public let fencingToken: Int
    /// What it is doing or waiting for, as a sentence.
    public let progress: String
    /// What a success produced; ids and hashes.
    public let result: JSONValue
    /// Every failed attempt, oldest first.
    public let failures: [JobFailure]

    /// A job as stored.
    public init(
        id: ID, kind: JobKind, arguments: JSONValue, state: JobState, attempt: Int, maxAttempts: Int,
        deviceID: Device.ID?, changeID: Change.ID?, requestedBy: UserReference?, createdAt: Date, scheduledAt: Date,
        startedAt: Date?, finishedAt: Date?, cancelRequestedAt: Date?, workerID: WorkerID?, fencingToken: Int,
        progress: String, result: JSONValue, failures: [JobFailure]
    ) {
        self.id = id
        self.kind = kind
        self.arguments = arguments
        self.state = state
        self.attempt = attempt
        self.maxAttempts = maxAttempts
        self.deviceID = deviceID
        self.changeID = changeID
        self.requestedBy = requestedBy
        self.createdAt = createdAt
        self.scheduledAt = scheduledAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.cancelRequestedAt = cancelRequestedAt
        self.workerID = workerID
        self.fencingToken = fencingToken
        self.progress = progress
        self.result = result
        self.failures = failures
    }
}

/// Marks ids of workers.
public enum WorkerTag {}

/// The id of one worker process.
public typealias WorkerID = Identifier<WorkerTag>

/// One attempt of a job that failed.
public struct JobFailure: Sendable, Hashable, Codable {
    public let at: Date
    public let attempt: Int
    /// A sentence that is safe to show.
    public let message: String

    /// A failure.
    public init(at: Date, attempt: Int, message: String) {
        self.at = at
        self.attempt = attempt
        self.message = message
    }
}
