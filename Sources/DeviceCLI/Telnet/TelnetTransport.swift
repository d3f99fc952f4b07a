import Reactor
import SSH
import TCP

/// A command line over Telnet: no encryption and no proof of who answers, so it is used only where policy allows it.
actor TelnetTransport: DeviceTransport {
    nonisolated let asksForLogin = true
    private let connection: TCPConnection
    private var codec: TelnetCodec

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.connection.unownedExecutor }

    init(connection: TCPConnection, terminal: PlatformCLI.Terminal) {
        self.connection = connection
        self.codec = TelnetCodec(terminal: terminal)
    }

    func write(_ bytes: [UInt8], within limit: Duration) async throws {
        try await self.connection.write(self.codec.typed(bytes), within: limit)
    }

    func read(until deadline: ContinuousClock.Instant) async throws -> [UInt8]? {
        while true {
            guard let bytes = try await self.connection.read(until: deadline) else { return nil }
            if bytes.isEmpty { return bytes }
            let received = self.codec.receive(bytes)
            if !received.answer.isEmpty { try await self.connection.write(received.answer, within: .seconds(10)) }
            if !received.text.isEmpty { return received.text }
        }
    }

    func resize(_ window: SSHTerminal) async throws {
        let told = self.codec.resize(PlatformCLI.Terminal(window))
        if !told.isEmpty { try await self.connection.write(told, within: .seconds(10)) }
    }

    func keepAlive() async throws { try await self.connection.write(TelnetCodec.noOperation, within: .seconds(10)) }

    func close() async { await self.connection.close() }
}
