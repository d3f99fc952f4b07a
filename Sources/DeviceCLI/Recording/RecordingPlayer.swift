public import Reactor
import SSH

/// Plays a recording to a session of the platform: what was recorded from a real device becomes a test.
public struct RecordingPlayer: Sendable {
    private let recording: Recording
    private let platform: PlatformCLI
    private let loop: EventLoop

    // The recording knows when nothing more comes; a busy machine must not look like a silent device.
    private static let endless = DeviceTimeouts(
        prompt: .seconds(3600), silence: .seconds(3600), command: .seconds(7200))

    /// What came out of it.
    public struct Outcome: Sendable {
        /// The results of the commands, in order.
        public let results: [CommandResult]
        /// The facts, where they were asked for.
        public let facts: DeviceFacts?
        /// The device's name as its prompt shows it.
        public let hostname: String
    }

    /// A player; the platform may be another one than the recording's, to see where they part.
    public init(_ recording: Recording, platform: PlatformCLI, loop: EventLoop) {
        self.recording = recording
        self.platform = platform
        self.loop = loop
    }

    /// Plays everything, at most `chunk` bytes at a time; throws `RecordingError` where the session goes another way,
    /// and `DeviceError` where it fails as it did then.
    public func play(chunk: Int = .max) async throws -> Outcome {
        let transport = RecordedTransport(self.recording, chunk: max(1, chunk))
        let login = DeviceLogin(
            username: self.recording.header.username, login: .password(Recording.mark),
            enablePassword: Recording.mark)
        let session = DeviceSession(
            transport: transport, loop: self.loop, platform: self.platform,
            address: DeviceAddress(host: "recording", port: 0), timeouts: Self.endless, login: login, record: nil)
        do {
            try await session.start(login)
            let device = ReadOnlyConnection(hostKey: nil, session: session)
            var results: [CommandResult] = []
            var facts: DeviceFacts?
            for event in self.recording.events {
                if let command = event.run { results.append(try await device.run(command)) }
                if event.facts == true { facts = try await device.facts() }
            }
            return Outcome(results: results, facts: facts, hostname: await session.hostname)
        } catch {
            throw await transport.parting ?? error
        }
    }
}
