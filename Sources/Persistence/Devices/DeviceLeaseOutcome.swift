public import Domain
public import Foundation

/// Whether a job may write to a device.
public enum DeviceLeaseOutcome: Sendable, Hashable {
    /// It may, until the lease expires; every write carries this token, which only ever rises.
    case acquired(token: Int)
    /// It may not, because another job holds the device for this purpose since then.
    case held(jobID: Job.ID, purpose: String, since: Date)
}
