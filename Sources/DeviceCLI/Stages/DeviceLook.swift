public import SSH

/// What can be seen of a device without a login.
public struct DeviceLook: Sendable {
    /// The key that the device offered; nil over Telnet, which has none.
    public let hostKey: SSHHostKey?
    /// How long each stage took, in order.
    public let stages: [StageTime]
}
