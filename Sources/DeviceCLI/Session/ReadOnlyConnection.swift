public import SSH

/// A session that can only read: it has no method that reaches the configuration mode, and refuses other commands.
public struct ReadOnlyConnection: Sendable {
    /// The key that the device offered; nil over Telnet, which has none.
    public let hostKey: SSHHostKey?
    let session: DeviceSession

    /// The device's name as its prompt shows it; untrusted text.
    nonisolated(nonsending) public func hostname() async -> String {
        await self.session.hostname
    }

    /// Runs one command that the platform lists as reading; throws `DeviceError`, and sends nothing when it is not allowed.
    nonisolated(nonsending) public func run(_ command: String) async throws(DeviceError) -> CommandResult {
        let platform = self.session.platform
        guard platform.isTypable(command) else {
            throw await self.session.error(.invalidInput, Step(state: "the command"))
        }
        guard platform.readOnly.permits(command) else {
            throw await self.session.error(.notAllowed, Step(state: command))
        }
        let reply = try await self.read(command)
        return CommandResult(
            command: command, output: DeviceText.clean(reply.output), rejection: platform.rejection(of: reply.output))
    }

    /// The running configuration, proven whole; lines end in `\n`; throws `DeviceError`.
    nonisolated(nonsending) public func runningConfiguration() async throws(DeviceError) -> String {
        guard let reading = self.session.platform.commands.runningConfig else {
            throw await self.session.error(.notAllowed, Step(state: "reading a configuration"))
        }
        return try await self.configuration(reading)
    }

    /// The configuration of the next start, proven whole; nil when the platform has no command for it; throws `DeviceError`.
    nonisolated(nonsending) public func startupConfiguration() async throws(DeviceError) -> String? {
        guard let reading = self.session.platform.commands.startupConfig else { return nil }
        return try await self.configuration(reading)
    }

    private func configuration(_ reading: PlatformCLI.Reading) async throws(DeviceError) -> String {
        let platform = self.session.platform
        let proof = reading.complete.map { "a last line matching \($0.source)" } ?? "a prompt after the output"
        let step = Step(state: "running '\(reading.command)'", expectation: proof)
        var lines: [Substring] = []
        // A log message in the middle makes the text doubtful: it is read again, and cleaned only when that does not help.
        for _ in 0..<3 {
            let reply = try await self.read(reading.command)
            if let message = platform.rejection(of: reply.output) {
                throw await self.session.error(
                    .commandRejected(line: 0, command: reading.command, message: message), step)
            }
            let all = DeviceText.clean(reply.output).split(separator: "\n", omittingEmptySubsequences: false)
            lines = all.filter { !platform.isNoise(String($0)) }
            if lines.count == all.count { break }
        }
        let isBlank = { (line: Substring) in line.allSatisfy { $0 == " " } }
        while let first = lines.first, reading.preamble.contains(where: { $0.matches(String(first)) }) {
            lines.removeFirst()
        }
        while let last = lines.last, isBlank(last) { lines.removeLast() }
        guard let last = lines.last, reading.complete?.matches(String(last)) ?? true else {
            throw await self.session.error(.incompleteOutput, step)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    func read(_ command: String) async throws(DeviceError) -> Dialogue.Reply {
        let modes = self.session.platform.modes
        let step = Step(state: "running '\(command)'", expectation: "the prompt of the mode that reads")
        if await !modes.has(.reading, self.session.mode), let home = modes.home {
            // Leaving would drop the candidate, or the device would ask about it.
            guard await !self.session.hasCandidate else { throw await self.session.error(.candidateOpen, step) }
            try await self.session.move(to: home)
        }
        let reply = try await self.session.exchange(command, state: step.state)
        guard modes.has(.reading, reply.prompt.mode) else { throw await self.session.error(.prompt, step) }
        return reply
    }
}
