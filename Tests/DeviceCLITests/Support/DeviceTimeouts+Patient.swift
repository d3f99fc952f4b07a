import DeviceCLI
import SSH

extension DeviceTimeouts {
    /// Far more than needed: tests share the machine with others.
    static let patient = Self.patient(silence: .seconds(60))

    /// The same with a deadline of its own for one thing that a test waits for.
    static func patient(
        prompt: Duration = .seconds(60), silence: Duration = .seconds(60), keyExchange: Duration = .seconds(60)
    ) -> DeviceTimeouts {
        DeviceTimeouts(
            ssh: SSHTimeouts(
                resolve: .seconds(60), tcp: .seconds(60), keyExchange: keyExchange, authentication: .seconds(60),
                channel: .seconds(60)),
            prompt: prompt, silence: silence, command: .seconds(120))
    }
}
