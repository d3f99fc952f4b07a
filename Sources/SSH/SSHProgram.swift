/// What runs at the other end of a channel.
public enum SSHProgram: Sendable, Hashable {
    /// The user's shell, or the command line of a device.
    case shell
    /// One command.
    case command(String)
    /// A service by its name, such as `sftp` or `netconf`.
    case subsystem(String)
}

/// A stream of output of a program.
public enum SSHOutput: Sendable, Hashable {
    /// What it prints.
    case standard
    /// What it complains about; empty with a terminal, which has one stream only.
    case error
}

/// How a program ended.
public enum SSHExit: Sendable, Hashable {
    /// With this status.
    case status(Int32)
    /// By a signal, named as in RFC 4254 section 6.10, such as `KILL`.
    case signal(String)
}
