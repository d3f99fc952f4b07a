public import Reactor

extension SSHConnection {
    /// Gives `body` a connection through these jump hosts, the first one first, and closes everything whatever happens.
    ///
    /// Throws `SSHError`, whose address names the host that failed, and what `body` throws.
    nonisolated(nonsending) public static func withConnection<Result: Sendable>(
        to endpoint: SSHEndpoint, through hops: [SSHEndpoint], timeouts: SSHTimeouts = SSHTimeouts(),
        on loop: EventLoop, _ body: (SSHConnection) async throws -> Result
    ) async throws -> Result {
        var carriers: [SSHCarrier] = []
        do {
            for hop in hops {
                carriers.append(
                    try await SSHCarrier.connect(to: hop, through: carriers.last, timeouts: timeouts, on: loop))
            }
            let connection =
                if let carrier = carriers.last {
                    try await self.connect(to: endpoint, through: carrier, timeouts: timeouts)
                } else {
                    try await self.connect(to: endpoint, timeouts: timeouts, on: loop)
                }
            do {
                let result = try await body(connection)
                await connection.close()
                for carrier in carriers.reversed() { await carrier.close() }
                return result
            } catch {
                await connection.close()
                throw error
            }
        } catch {
            for carrier in carriers.reversed() { await carrier.close() }
            throw error
        }
    }
}
