/// How long the parts of opening a TCP connection took.
public struct TCPTimings: Sendable, Hashable {
    /// Looking up the name; next to nothing for an address.
    public let lookup: Duration
    /// From the first packet to the open connection, all addresses that were tried together.
    public let opening: Duration

    // Layers between know nothing of timings and pass none on, so whoever measures says so for everything below it.
    /// Told of each connection that is opened while the task, or one below it, runs with this value.
    @TaskLocal public static var observer: (@Sendable (TCPTimings) -> Void)?
}
