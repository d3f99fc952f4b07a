import SSH

/// A shell over SSH, which owns its connection and the jump hosts it goes through.
struct SSHTransport: DeviceTransport {
    let asksForLogin = false
    let connection: SSHConnection
    let channel: SSHChannel
    /// From the last to the first.
    let carriers: [SSHCarrier]

    func write(_ bytes: [UInt8], within limit: Duration) async throws {
        try await self.channel.write(bytes, within: limit)
    }

    func read(until deadline: ContinuousClock.Instant) async throws -> [UInt8]? {
        try await self.channel.read(until: deadline)
    }

    func resize(_ window: SSHTerminal) async throws { try await self.channel.resize(window) }

    func keepAlive() async throws { try await self.connection.keepAlive() }

    func close() async {
        await self.connection.close()
        for carrier in self.carriers { await carrier.close() }
    }
}
