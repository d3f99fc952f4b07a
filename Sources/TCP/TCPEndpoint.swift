public import Reactor

/// A host and a port, and how to open a connection to them.
public struct TCPEndpoint: Sendable, Hashable, CustomStringConvertible {
    /// A name, an IPv4 or an IPv6 address.
    public let host: String
    /// The port.
    public let port: UInt16

    /// An endpoint.
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// `host:port`, an IPv6 address in brackets.
    public var description: String {
        self.host.contains(":") ? "[\(self.host)]:\(self.port)" : "\(self.host):\(self.port)"
    }

    /// Looks the name up and connects to the first address that answers; throws `TCPError` or `CancellationError`.
    nonisolated(nonsending) public func connect(lookup: Duration, opening: Duration, on loop: EventLoop) async throws
        -> OpenedSocket
    {
        let start = ContinuousClock.now
        let addresses = try await Resolver(loop: loop).addresses(of: self, until: start + lookup)
        try Task.checkCancellation()
        let found = ContinuousClock.now
        do {
            let socket = try await Dialer(loop: loop, place: self.description).connect(
                addresses, until: found + opening)
            return OpenedSocket(socket: socket, timings: TCPTimings(lookup: found - start, opening: .now - found))
        } catch var error as TCPError {
            error.lookup = found - start
            throw error
        }
    }
}
