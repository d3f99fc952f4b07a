public import Foundation

/// A piece of background work, stored in PostgreSQL until long after it ended.
public struct Job: Sendable, Hashable, Identifiable {
    /// The id of a job.
    public typealias ID = Identifier<Job>

    public let id: ID
    public let kind: JobKind
    public let priority: JobPriority
    public let retention: JobRetention
    /// Whether it may be started again when its worker died in the middle.
    public let isRepeatable: Bool
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
    /// Which worker runs it, or ran it last.
    public let workerID: WorkerID?
    /// The job that it is a part of.
    public let parentID: ID?
    /// The job that was given up and is done again by this one.
    public let replayOf: ID?
    /// What it shares with other jobs.
    public let keys: [JobKey]
    /// The key that holds it up, while it waits for one, and since when.
    public let waitingFor: JobKey?
    public let waitingSince: Date?
    /// How many jobs have to end before it may start.
    public let prerequisitesLeft: Int
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
        id: ID, kind: JobKind, priority: JobPriority, retention: JobRetention, isRepeatable: Bool,
        arguments:
            JSONValue, state: JobState, attempt: Int, maxAttempts: Int, deviceID: Device.ID?, changeID: Change.ID?,
        requestedBy: UserReference?, createdAt: Date, scheduledAt: Date, startedAt: Date?, finishedAt: Date?,
        cancelRequestedAt: Date?, workerID: WorkerID?, parentID: ID?, replayOf: ID?, keys: [JobKey],
        waitingFor:
            JobKey?, waitingSince: Date?, prerequisitesLeft: Int, fencingToken: Int, progress: String,
        result: JSONValue,
        failures: [JobFailure]
    ) {
        self.id = id
        self.kind = kind
        self.priority = priority
        self.retention = retention
        self.isRepeatable = isRepeatable
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
        self.parentID = parentID
        self.replayOf = replayOf
        self.keys = keys
        self.waitingFor = waitingFor
        self.waitingSince = waitingSince
        self.prerequisitesLeft = prerequisitesLeft
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
