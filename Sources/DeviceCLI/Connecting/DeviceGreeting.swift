public import SSH

/// What a test of the connection found.
public struct DeviceGreeting: Sendable {
    /// The key that the device offered; nil over Telnet, which has none.
    public let hostKey: SSHHostKey?
    /// The device's name as its prompt shows it; untrusted text.
    public let hostname: String
    /// How long connecting and signing in took.
    public let connecting: Duration
    /// How long it took from there to the privileged prompt, setup included.
    public let preparing: Duration
}
