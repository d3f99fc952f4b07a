/// A socket that is connected, and how long that took.
public struct OpenedSocket: Sendable {
    /// The socket.
    public let socket: Socket
    /// How long its parts took.
    public let timings: TCPTimings
}
