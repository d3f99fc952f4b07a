public import DeviceCLI
public import Domain

/// Reads devices. A dry run holds one of these and so cannot write, by construction (change.md, rule 17).
public struct DeviceReader: Sendable {
    let sessions: DeviceSessions

    /// The running configuration, proved complete by the platform's end marker.
    public func runningConfiguration(of device: Device, by caller: SessionCaller) async throws -> String {
        try await sessions.withConnector(device, by: caller) { connector in
            try await connector.withReadOnlyConnection { try await $0.runningConfiguration() }
        }
    }

    /// The running configuration as it came, with what speaks against its being whole.
    public func captureRunningConfiguration(
        of device: Device, by caller: SessionCaller
    ) async throws -> ConfigurationCapture {
        try await sessions.withConnector(device, by: caller) { connector in
            try await connector.withReadOnlyConnection { try await $0.captureRunningConfiguration() }
        }
    }

    /// What the device is, by the protocol that is chosen for it.
    public func facts(of device: Device, by caller: SessionCaller) async throws -> KnownFacts {
        try await sessions.facts(of: device, by: caller)
    }

    /// Connects, signs in, finds the prompt and leaves.
    public func test(_ device: Device, by caller: SessionCaller) async throws -> DeviceGreeting {
        try await sessions.withConnector(device, by: caller, isTest: true) { try await $0.test() }
    }
}

/// Opens sessions that may configure; only the executor of changes holds one.
struct DeviceWriter: Sendable {
    let sessions: DeviceSessions

    /// Passing `always` is for bringing back a device that may have been sent to, and for nothing else.
    func withSession<Result: Sendable>(
        _ device: Device, by caller: SessionCaller, _ passage: SessionPassage = .ordinary,
        _ body: @Sendable (WritingConnection) async throws -> Result
    ) async throws -> Result {
        try await sessions.withConnector(device, by: caller, passage) { try await $0.withWritingConnection(body) }
    }
}
