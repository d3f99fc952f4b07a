/// How long the parts of opening a TCP connection took.
public struct TCPTimings: Sendable, Hashable {
    /// Looking up the name; next to nothing for an address.
    public let lookup: Duration
    /// From the first packet to the open connection, all addresses that were tried together.
    public let opening: Duration
}
