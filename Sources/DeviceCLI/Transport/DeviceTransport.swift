import SSH

/// A stream of bytes to and from a device's command line; one task uses it at a time.
protocol DeviceTransport: Sendable {
    /// Whether the device asks for name and password itself, because the protocol below does not.
    var asksForLogin: Bool { get }
    /// Sends all bytes within `limit`, or throws.
    func write(_ bytes: [UInt8], within limit: Duration) async throws
    /// What has arrived; nil when the deadline passed first, empty when the device ended the session.
    func read(until deadline: ContinuousClock.Instant) async throws -> [UInt8]?
    /// Tells the device that the terminal has another size now.
    func resize(_ window: SSHTerminal) async throws
    /// Says «still here» without a word on the command line.
    func keepAlive() async throws
    /// Ends the session; a second call does nothing.
    func close() async
}
