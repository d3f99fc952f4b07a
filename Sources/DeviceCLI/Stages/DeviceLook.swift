public import SSH

/// What can be seen of a device without a login.
public struct DeviceLook: Sendable {
    /// The key that the device offered; nil over Telnet, which has none.
    public let hostKey: SSHHostKey?
    /// How long each stage took, in order; the times of a jump host's connection stand for those of the way to it.
    public let stages: [(stage: DeviceStage, took: Duration)]
    /// How long signing in to the jump hosts took; nil without any.
    public let jumping: Duration?

    /// All of it together.
    public var total: Duration { self.stages.reduce(self.jumping ?? .zero) { $0 + $1.took } }
}
