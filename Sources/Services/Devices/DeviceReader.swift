public import DeviceCLI
public import Domain

/// Reads devices. A dry run holds one of these and so cannot write, by construction (change.md, rule 17).
public struct DeviceReader: Sendable {
    let sessions: DeviceSessions

    /// The running configuration, proved complete by the platform's end marker.
    public func runningConfiguration(of device: Device) async throws -> String {
        try await sessions.withConnector(device) { connector in
            try await connector.withReadOnlyConnection { try await $0.runningConfiguration() }
        }
    }

    /// Connects, signs in, finds the prompt and leaves.
    public func test(_ device: Device) async throws -> DeviceGreeting {
        try await sessions.withConnector(device) { try await $0.test() }
    }
}

/// Opens sessions that may configure; only the executor of changes holds one.
struct DeviceWriter: Sendable {
    let sessions: DeviceSessions

    func withSession<Result: Sendable>(
        _ device: Device, _ body: @Sendable (WritingConnection) async throws -> Result
    ) async throws -> Result {
        try await sessions.withConnector(device) { try await $0.withWritingConnection(body) }
    }
}
