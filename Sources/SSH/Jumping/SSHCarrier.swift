import Foundation
public import Reactor
import TCP

/// A connection to a jump host that only carries others: for each, its server makes a TCP connection (RFC 4254 section 7.2).
///
/// Any number of connections may go through one carrier; it ends with `close()`, or when its connection is lost.
public struct SSHCarrier: Sendable {
    /// The connection to the jump host itself.
    public let connection: SSHConnection
    private let pump: TunnelPump

    /// Signs in to a jump host, itself reached through `carrier` when one is given; throws as `SSHConnection.connect` does.
    nonisolated(nonsending) public static func connect(
        to endpoint: SSHEndpoint, through carrier: SSHCarrier? = nil, timeouts: SSHTimeouts = SSHTimeouts(),
        on loop: EventLoop
    ) async throws -> SSHCarrier {
        let connection =
            if let carrier {
                try await SSHConnection.connect(to: endpoint, through: carrier, timeouts: timeouts)
            } else {
                try await SSHConnection.connect(to: endpoint, timeouts: timeouts, on: loop)
            }
        return SSHCarrier(connection: connection, pump: await connection.session.makePump())
    }

    /// Whether connections can still go through it.
    public var isOpen: Bool { get async { await self.pump.isOpen } }

    /// Ends every connection that goes through it, and itself.
    nonisolated(nonsending) public func close() async {
        await self.pump.stop("the jump host's connection was closed")
        await self.connection.close()
    }

    /// A socket whose other end is a TCP connection from the jump host to `host`.
    func dial(_ host: String, port: UInt16, until deadline: ContinuousClock.Instant) async throws -> Socket {
        let descriptor = try await self.pump.open(to: host, port: port, until: deadline)
        return Socket(owning: descriptor, loop: self.pump.loop)
    }

    var loop: EventLoop { self.pump.loop }
}

extension SSHConnection {
    /// Connects through a jump host, on the carrier's loop; closing it leaves the carrier open.
    nonisolated(nonsending) public static func connect(
        to endpoint: SSHEndpoint, through carrier: SSHCarrier, timeouts: SSHTimeouts = SSHTimeouts()
    ) async throws -> SSHConnection {
        // The jump host resolves the name: what it means may differ there.
        try await self.connect(to: endpoint, timeouts: timeouts, on: carrier.loop) {
            let start = ContinuousClock.now
            let tunnel = try await carrier.dial(
                endpoint.host, port: endpoint.port, until: start + timeouts.resolve + timeouts.tcp)
            return DialedSocket(tunnel: tunnel, took: .now - start)
        }
    }
}
