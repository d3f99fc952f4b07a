public import Foundation

/// A point that is to be stored.
public struct NewBackup: Sendable, Hashable {
    public let id: Backup.ID
    public let deviceID: Device.ID
    public let content: ContentHash
    public let seenAt: Date
    public let origin: BackupOrigin
    /// What speaks against it; empty makes it a good one.
    public let doubt: String

    /// A point with a new id.
    public init(
        id: Backup.ID = Backup.ID(), deviceID: Device.ID, content: ContentHash, seenAt: Date, origin: BackupOrigin,
        doubt: String = ""
    ) {
        self.id = id
        self.deviceID = deviceID
        self.content = content
        self.seenAt = seenAt
        self.origin = origin
        self.doubt = doubt
    }
}

/// Why a configuration was read, and for whom.
public struct BackupOrigin: Sendable, Hashable {
    public var cause: Backup.Cause
    public var changeID: Change.ID?
    public var requestedBy: User.ID?
    public var scheduleID: Schedule.ID?
    public var jobID: Job.ID?

    /// An origin; what is not given is not known.
    public init(
        _ cause: Backup.Cause, changeID: Change.ID? = nil, requestedBy: User.ID? = nil, scheduleID: Schedule.ID? = nil,
        jobID: Job.ID? = nil
    ) {
        self.cause = cause
        self.changeID = changeID
        self.requestedBy = requestedBy
        self.scheduleID = scheduleID
        self.jobID = jobID
    }
}
