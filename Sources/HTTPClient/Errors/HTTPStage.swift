/// A stage of a transfer that has a deadline of its own.
public enum HTTPStage: String, Sendable, Hashable, CaseIterable {
    /// Waiting for a free connection.
    case queue
    /// Finding the addresses of the name.
    case resolve
    /// Opening the TCP connection.
    case connect
    /// The TLS handshake.
    case tls
    /// Waiting for the first byte of the answer.
    case firstByte
    /// Waiting for the next byte.
    case idle
    /// All stages together.
    case total
}
