public import SSH

/// What a test of the connection found.
public struct DeviceGreeting: Sendable {
    /// The key that the device offered; nil over Telnet, which has none.
    public let hostKey: SSHHostKey?
    /// The device's name as its prompt shows it; untrusted text.
    public let hostname: String
    /// How long each stage took, in order, the way to the prompt of the mode that reads included.
    public let stages: [StageTime]
}
