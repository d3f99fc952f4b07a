public import Foundation

/// The right of one job to write to a device, until it expires.
public struct DeviceLease: Sendable, Hashable {
    public let deviceID: Device.ID
    public let deviceName: DeviceName
    public let jobID: Job.ID
    /// What the job does there, in its own words.
    public let purpose: String
    /// Only ever rises; a write with an older one is refused.
    public let fencingToken: Int
    public let since: Date
    public let expiresAt: Date

    /// A lease as stored.
    public init(
        deviceID: Device.ID, deviceName: DeviceName, jobID: Job.ID, purpose: String, fencingToken: Int, since: Date,
        expiresAt: Date
    ) {
        self.deviceID = deviceID
        self.deviceName = deviceName
        self.jobID = jobID
        self.purpose = purpose
        self.fencingToken = fencingToken
        self.since = since
        self.expiresAt = expiresAt
    }
}
