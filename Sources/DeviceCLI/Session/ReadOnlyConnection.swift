public import SSH

/// A session that can only read: it has no method that reaches the configuration mode, and refuses other commands.
public struct ReadOnlyConnection: Sendable {
    /// The key that the device offered.
    public let hostKey: SSHHostKey
    let session: DeviceSession

    /// The device's name as its prompt shows it; untrusted text.
    public func hostname() async -> String {
        await self.session.hostname
    }

    /// Runs one command that the platform lists as reading; throws `DeviceError`, and sends nothing when it is not allowed.
    public func run(_ command: String) async throws(DeviceError) -> CommandResult {
        let platform = self.session.platform
        guard DeviceText.isTypable(command) else {
            throw await self.session.error(.invalidInput, Step(state: "the command"))
        }
        guard platform.readOnly.permits(command) else {
            throw await self.session.error(.notAllowed, Step(state: command))
        }
        let reply = try await self.read(command)
        return CommandResult(
            command: command, output: DeviceText.clean(reply.output),
            rejection: platform.rejection(of: reply.output, in: .privileged))
    }

    /// The running configuration, proven whole by its end marker; lines end in `\n`; throws `DeviceError`.
    public func runningConfiguration() async throws(DeviceError) -> String {
        let reading = self.session.platform.commands.runningConfig
        let step = Step(
            state: "running '\(reading.command)'", expectation: "a last line matching \(reading.complete.source)")
        var lines: [Substring] = []
        // A log message in the middle makes the text doubtful: it is read again, and cleaned only when that does not help.
        for _ in 0..<3 {
            let reply = try await self.read(reading.command)
            if let message = self.session.platform.rejection(of: reply.output, in: .privileged) {
                throw await self.session.error(
                    .commandRejected(line: 0, command: reading.command, message: message), step)
            }
            let all = DeviceText.clean(reply.output).split(separator: "\n", omittingEmptySubsequences: false)
            lines = all.filter { !self.session.platform.isNoise(String($0)) }
            if lines.count == all.count { break }
        }
        while let last = lines.last, last.allSatisfy({ $0 == " " }) { lines.removeLast() }
        guard let last = lines.last, reading.complete.matches(String(last)) else {
            throw await self.session.error(.incompleteOutput, step)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func read(_ command: String) async throws(DeviceError) -> Dialogue.Reply {
        let reply = try await self.session.exchange(command, state: "running '\(command)'")
        guard reply.prompt.mode == .privileged else {
            throw await self.session.error(
                .prompt, Step(state: "running '\(command)'", expectation: "the privileged prompt"))
        }
        return reply
    }
}
