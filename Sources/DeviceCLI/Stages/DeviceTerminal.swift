public import SSH

/// A device's command line as it is, for a person to type at: nothing is read for its meaning, nothing is added.
public struct DeviceTerminal: Sendable {
    let transport: any DeviceTransport

    /// Sends what was typed; throws when the device is gone.
    public func type(_ bytes: [UInt8]) async throws { try await self.transport.write(bytes, within: .seconds(30)) }

    /// Tells the device that the window has another size now; throws when the device is gone.
    public func resize(_ window: SSHTerminal) async throws { try await self.transport.resize(window) }

    /// What the device has written; nil when the deadline passed first, empty when it ended the session.
    public func read(until deadline: ContinuousClock.Instant) async throws -> [UInt8]? {
        try await self.transport.read(until: deadline)
    }
}

extension DeviceConnector {
    /// Gives `body` the device's terminal in the size of `window`; throws `DeviceError` and what `body` throws.
    nonisolated(nonsending) public func withTerminal<Result: Sendable>(
        _ window: SSHTerminal, _ body: @Sendable (DeviceTerminal) async throws -> Result
    ) async throws -> Result {
        let transport = try await self.connect(window: window).transport
        do {
            let result = try await body(DeviceTerminal(transport: transport))
            await transport.close()
            return result
        } catch {
            await transport.close()
            throw self.failure(error)
        }
    }
}
