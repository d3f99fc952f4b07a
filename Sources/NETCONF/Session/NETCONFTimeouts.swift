public import SSH

/// How long each part of a session may take.
public struct NETCONFTimeouts: Sendable {
    /// The stages of the SSH connection.
    public var ssh: SSHTimeouts
    /// Until the device's greeting.
    public var hello: Duration
    /// One operation, from its first byte to the last of its answer.
    public var operation: Duration

    /// The usual times fit a configuration of some ten thousand lines; commits of large routers may need more.
    public init(
        ssh: SSHTimeouts = SSHTimeouts(), hello: Duration = .seconds(20), operation: Duration = .seconds(120)
    ) {
        self.ssh = ssh
        self.hello = hello
        self.operation = operation
    }
}
