public import Foundation

/// A job to be enqueued, in the transaction that made it necessary.
public struct NewJob: Sendable, Hashable {
    public let id: Job.ID
    public let kind: JobKind
    public var arguments: JSONValue
    public var rules: JobRules
    public var deviceID: Device.ID?
    public var changeID: Change.ID?
    public var requestedBy: User.ID?
    /// Among live jobs at most one has this key; none means no limit.
    public var uniqueKey: String?
    /// Whether the key is still taken while the job runs; else a second one may wait behind the first.
    public var isUniqueWhileRunning = true
    /// What it shares with other jobs; at most 8.
    public var keys: [JobKey] = []
    /// Not started before this; `nil` is now, by the database's clock.
    public var scheduledAt: Date?
    /// The job that it is a part of.
    public var parentID: Job.ID?
    /// Started only when each of these has succeeded; cancelled when one of them did not.
    public var prerequisites: [Job.ID] = []
    /// Started when its prerequisites are over, however they ended.
    public var runsAfterFailure = false
    /// The job that was given up and is done again.
    public var replayOf: Job.ID?

    /// A job with a new id; its rules are those of its kind.
    public init(
        _ kind: JobKind, arguments: JSONValue = .object([:]), deviceID: Device.ID? = nil, changeID: Change.ID? = nil,
        requestedBy: User.ID? = nil, uniqueKey: String? = nil, keys: [JobKey] = [], rules: JobRules? = nil
    ) {
        id = Job.ID()
        self.kind = kind
        self.arguments = arguments
        self.rules = rules ?? JobRules(of: kind)
        self.deviceID = deviceID
        self.changeID = changeID
        self.requestedBy = requestedBy
        self.uniqueKey = uniqueKey
        self.keys = keys
    }
}
