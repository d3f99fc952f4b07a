/// A stream of bytes to and from a file server's program; a channel, except in tests.
protocol FileStream: Sendable {
    /// Sends all bytes within `limit`, or throws.
    func write(_ bytes: [UInt8], within limit: Duration) async throws
    /// What has arrived; nil when the deadline passed first, empty at the end.
    func receive(until deadline: ContinuousClock.Instant) async throws -> [UInt8]?
    /// Ends the program.
    func end() async
}

extension SSHChannel: FileStream {
    func receive(until deadline: ContinuousClock.Instant) async throws -> [UInt8]? {
        try await self.read(.standard, until: deadline)
    }

    func end() async {
        do {
            try await self.finish(within: .seconds(1))
        } catch {
            // The program is over all the same: its channel, or the whole connection, is gone.
        }
    }
}
