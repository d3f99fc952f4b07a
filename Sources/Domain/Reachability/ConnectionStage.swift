/// A stage on the way to a device's prompt, in the order in which they are passed.
public enum ConnectionStage: String, Sendable, Hashable, Codable, CaseIterable {
    /// Signing in to the jump hosts.
    case jumpHosts = "jump_hosts"
    /// Finding the addresses of a name.
    case resolve
    /// Opening the TCP connection.
    case tcp
    /// Greeting and key exchange.
    case keyExchange = "key_exchange"
    /// Signing in.
    case authentication
    /// Opening the shell.
    case shell
    /// Waiting for the prompt of the mode that reads.
    case prompt
}
