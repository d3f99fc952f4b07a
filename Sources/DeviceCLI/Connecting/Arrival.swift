import SSH

/// A command line that was reached, and how.
struct Arrival: Sendable {
    let transport: any DeviceTransport
    /// Nil over Telnet.
    let hostKey: SSHHostKey?
    let stages: [StageTime]
}
