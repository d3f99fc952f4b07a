/// How long each stage of a transfer took; a reused connection has no first three stages.
public struct HTTPTimings: Sendable, Hashable {
    /// Finding the addresses.
    public let resolve: Duration
    /// Opening the TCP connection.
    public let connect: Duration
    /// The TLS handshake.
    public let tls: Duration
    /// From the sent request to the first byte of the answer.
    public let firstByte: Duration
}
