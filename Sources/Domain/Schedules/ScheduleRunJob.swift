/// One job of a run, with the device that it works on.
public struct ScheduleRunJob: Sendable, Hashable {
    public let id: Job.ID
    public let state: JobState
    /// None when the device was removed.
    public let deviceName: DeviceName?

    /// A job.
    public init(id: Job.ID, state: JobState, deviceName: DeviceName?) {
        self.id = id
        self.state = state
        self.deviceName = deviceName
    }
}
