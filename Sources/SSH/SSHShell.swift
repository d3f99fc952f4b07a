/// An open shell with a pseudo terminal; one task uses it at a time.
public struct SSHShell: Sendable {
    let session: SSHSession

    /// Sends all bytes; throws `SSHError` when that takes longer than `limit` or the connection is gone.
    public func write(_ bytes: [UInt8], within limit: Duration = .seconds(30)) async throws {
        let deadline = ContinuousClock.now + limit
        try await self.session.exclusively { try await $0.write(bytes, until: deadline) }
    }

    /// What has arrived, at most 64 KiB; nil when the deadline passed first, empty when the device ended the session.
    public func read(until deadline: ContinuousClock.Instant) async throws -> [UInt8]? {
        try await self.session.exclusively { try await $0.read(until: deadline) }
    }

    /// Closes the connection of this shell; a second call does nothing.
    public func close() async {
        await self.session.close(until: .now + .seconds(1))
    }
}
