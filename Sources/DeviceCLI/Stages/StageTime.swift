public import SSH

/// How long a stage on the way to a device's prompt took.
public struct StageTime: Sendable, Hashable {
    /// The stage.
    public let stage: DeviceStage
    /// From its beginning to its end.
    public let took: Duration

    init(_ stage: DeviceStage, took: Duration) {
        self.stage = stage
        self.took = took
    }

    /// The time of a stage of the connection.
    public init(_ time: SSHStageTime) {
        self.init(DeviceStage(time.stage), took: time.took)
    }
}
