public import Foundation

/// A point of change: a configuration that a device came to have, and the time in which it was seen.
public struct Backup: Sendable, Hashable, Identifiable {
    /// The id of a backup.
    public typealias ID = Identifier<Backup>

    public let id: ID
    public let deviceID: Device.ID
    public let deviceName: DeviceName
    /// Counts the points of a device from 1.
    public let number: Int
    public let content: ContentHash
    /// When it was read first.
    public let firstSeenAt: Date
    /// When a reading last found the device like this.
    public let lastSeenAt: Date
    /// Why it was read when it was read first.
    public let cause: Cause
    /// The change around which it was read.
    public let changeID: Change.ID?
    public let requestedBy: UserReference?
    /// The schedule that asked for it, and the job that read it.
    public let scheduleID: Schedule.ID?
    public let jobID: Job.ID?
    public let standing: Standing
    /// Who wants it kept and why; none when retention may remove it.
    public let hold: Hold?
    /// Size of the text in bytes.
    public let size: Int

    /// Why it was read.
    public enum Cause: String, Sendable, Hashable, Codable, CaseIterable {
        case manual
        case scheduled
        case beforeChange = "before_change"
        case afterChange = "after_change"
        case api
    }

    /// Whether it is proved whole.
    public enum Standing: Sendable, Hashable {
        case good
        /// Something speaks against it, so it is never the newest good one; the sentence says what.
        case suspect(doubt: String)
        /// It was suspect, and somebody looked at it and said that it is whole.
        case accepted(doubt: String, at: Date, by: UserReference?)

        /// Whether it counts as what the device had.
        public var isGood: Bool { if case .suspect = self { false } else { true } }

        /// What speaks, or spoke, against it; empty when nothing does.
        public var doubt: String {
            switch self {
            case .good: ""
            case .suspect(let doubt), .accepted(let doubt, _, _): doubt
            }
        }
    }

    /// A point that is kept whatever the rules of retention say.
    public struct Hold: Sendable, Hashable {
        public let since: Date
        public let by: UserReference?
        public let reason: String

        /// A hold as stored.
        public init(since: Date, by: UserReference?, reason: String) {
            self.since = since
            self.by = by
            self.reason = reason
        }
    }

    /// A backup as stored.
    public init(
        id: ID, deviceID: Device.ID, deviceName: DeviceName, number: Int, content: ContentHash, firstSeenAt: Date,
        lastSeenAt: Date, cause: Cause, changeID: Change.ID?, requestedBy: UserReference?, scheduleID: Schedule.ID?,
        jobID: Job.ID?, standing: Standing, hold: Hold?, size: Int
    ) {
        self.id = id
        self.deviceID = deviceID
        self.deviceName = deviceName
        self.number = number
        self.content = content
        self.firstSeenAt = firstSeenAt
        self.lastSeenAt = lastSeenAt
        self.cause = cause
        self.changeID = changeID
        self.requestedBy = requestedBy
        self.scheduleID = scheduleID
        self.jobID = jobID
        self.standing = standing
        self.hold = hold
        self.size = size
    }
}
