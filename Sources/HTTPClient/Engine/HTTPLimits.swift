/// How many connections an engine opens; transfers beyond that wait for `HTTPTimeouts.queue`.
public struct HTTPLimits: Sendable, Hashable {
    /// To one host and port, at least 1.
    public var connectionsPerHost: Int
    /// In all, at least 1.
    public var connections: Int
    /// Kept open for the next request, at least 1; one that has been idle for two minutes is not used again.
    public var idleConnections: Int
    /// Requests at once on one HTTP/2 connection, at least 1.
    public var streamsPerConnection: Int

    /// Limits that suit some APIs and many devices.
    public init(
        connectionsPerHost: Int = 8, connections: Int = 512, idleConnections: Int = 64, streamsPerConnection: Int = 100
    ) {
        self.connectionsPerHost = max(1, connectionsPerHost)
        self.connections = max(1, connections)
        self.idleConnections = max(1, idleConnections)
        self.streamsPerConnection = max(1, streamsPerConnection)
    }
}
