public import Foundation

/// A configuration of a device as it was read at some time.
public struct Backup: Sendable, Hashable, Identifiable {
    /// The id of a backup.
    public typealias ID = Identifier<Backup>

    public let id: ID
    public let deviceID: Device.ID
    public let deviceName: DeviceName
    public let content: ContentHash
    public let takenAt: Date
    public let cause: Cause
    /// The change around which it was taken.
    public let changeID: Change.ID?
    public let requestedBy: UserReference?
    /// Size of the text in bytes.
    public let size: Int

    /// Why it was taken.
    public enum Cause: String, Sendable, Hashable, Codable, CaseIterable {
        case manual
        case beforeChange = "before_change"
        case afterChange = "after_change"
    }

    /// A backup as stored.
    public init(
        id: ID, deviceID: Device.ID, deviceName: DeviceName, content: ContentHash, takenAt: Date, cause: Cause,
        changeID: Change.ID?, requestedBy: UserReference?, size: Int
    ) {
        self.id = id
        self.deviceID = deviceID
        self.deviceName = deviceName
        self.content = content
        self.takenAt = takenAt
        self.cause = cause
        self.changeID = changeID
        self.requestedBy = requestedBy
        self.size = size
    }
}
