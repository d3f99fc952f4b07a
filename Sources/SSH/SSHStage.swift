/// A stage of a connection's life, each with a deadline of its own.
public enum SSHStage: String, Sendable, Hashable, CaseIterable {
    /// Finding the addresses of a name.
    case resolve
    /// Opening the TCP connection.
    case tcp
    /// The server's greeting and the key exchange.
    case keyExchange
    /// Proving who we are.
    case authentication
    /// Opening the shell.
    case channel
    /// Reading and writing in the shell.
    case transfer

    var sentence: String {
        switch self {
        case .resolve: "while looking up the name"
        case .tcp: "while opening the TCP connection"
        case .keyExchange: "during the SSH key exchange"
        case .authentication: "during the sign-in"
        case .channel: "while opening the shell"
        case .transfer: "in the open session"
        }
    }
}
