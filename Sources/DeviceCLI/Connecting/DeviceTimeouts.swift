public import SSH

/// How long each part of a session may take.
public struct DeviceTimeouts: Sendable {
    /// The stages of the SSH connection.
    public var ssh: SSHTimeouts
    /// Until the first prompt, and until the privileged mode.
    public var prompt: Duration
    /// Without a single byte from the device during a command.
    public var silence: Duration
    /// One command in all.
    public var command: Duration

    /// The usual times suit interactive commands; long-running ones need a longer `silence`.
    public init(
        ssh: SSHTimeouts = SSHTimeouts(), prompt: Duration = .seconds(15), silence: Duration = .seconds(60),
        command: Duration = .seconds(600)
    ) {
        self.ssh = ssh
        self.prompt = prompt
        self.silence = silence
        self.command = command
    }
}
