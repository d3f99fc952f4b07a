public import Foundation

/// The newest live reading of a device's running configuration.
public struct ConfigurationReading: Sendable, Hashable {
    public let deviceID: Device.ID
    public let content: ContentHash
    public let readAt: Date
    /// The job that read it.
    public let jobID: Job.ID

    /// A reading as stored.
    public init(deviceID: Device.ID, content: ContentHash, readAt: Date, jobID: Job.ID) {
        self.deviceID = deviceID
        self.content = content
        self.readAt = readAt
        self.jobID = jobID
    }
}
