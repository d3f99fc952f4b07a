public import SSH

/// A stage of a session with a device that has a deadline of its own.
public enum DeviceStage: String, Sendable, Hashable, CaseIterable {
    /// Waiting for a session of the pool.
    case session
    /// Signing in to the jump hosts.
    case jumpHosts
    /// Finding the addresses of a name.
    case resolve
    /// Opening the TCP connection.
    case tcp
    /// Greeting and key exchange.
    case keyExchange
    /// Signing in.
    case authentication
    /// Opening the shell.
    case channel
    /// Waiting for the first prompt, or for the privileged mode.
    case prompt
    /// Waiting for the prompt after a command.
    case command

    /// The stage of the session in which a stage of the connection happens.
    public init(_ stage: SSHStage) {
        self =
            switch stage {
            case .resolve: .resolve
            case .tcp: .tcp
            case .keyExchange: .keyExchange
            case .authentication: .authentication
            case .channel: .channel
            case .transfer: .command
            }
    }
}
