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
        let reading = try await self.runningReading()
        return try await self.proven(try await self.capture(reading), reading)
    }

    /// The running configuration as it came, with what speaks against it; throws `DeviceError` when none came at all.
    nonisolated(nonsending) public func captureRunningConfiguration() async throws(DeviceError) -> ConfigurationCapture
    {
        try await self.capture(try await self.runningReading())
    }

    /// The configuration of the next start, proven whole; nil when the platform has no command for it; throws `DeviceError`.
    nonisolated(nonsending) public func startupConfiguration() async throws(DeviceError) -> String? {
        guard let reading = self.session.platform.commands.startupConfig else { return nil }
        return try await self.proven(try await self.capture(reading), reading)
    }

    private func runningReading() async throws(DeviceError) -> PlatformCLI.Reading {
        guard let reading = self.session.platform.commands.runningConfig else {
            throw await self.session.error(.notAllowed, Step(state: "reading a configuration"))
        }
        return reading
    }

    private func proven(
        _ capture: ConfigurationCapture, _ reading: PlatformCLI.Reading
    ) async throws(DeviceError) -> String {
        let proof = reading.complete.map { "a last line matching \($0.source)" } ?? "a prompt after the output"
        let step = Step(state: "running '\(reading.command)'", expectation: proof)
        switch capture.doubt {
        case nil: return capture.text
        case .refusal(let message):
            throw await self.session.error(.commandRejected(line: 0, command: reading.command, message: message), step)
        case .empty, .unended: throw await self.session.error(.incompleteOutput, step)
        }
    }

    private func capture(_ reading: PlatformCLI.Reading) async throws(DeviceError) -> ConfigurationCapture {
        let platform = self.session.platform
        var lines: [Substring] = []
        var refusal: String?
        // A log message in the middle makes the text doubtful: it is read again, and cleaned only when that does not help.
        for _ in 0..<3 {
            let reply = try await self.read(reading.command)
            refusal = platform.rejection(of: reply.output)
            let all = DeviceText.clean(reply.output).split(separator: "\n", omittingEmptySubsequences: false)
            lines = all.filter { !platform.isNoise(String($0)) }
            if refusal != nil || lines.count == all.count { break }
        }
        let isBlank = { (line: Substring) in line.allSatisfy { $0 == " " } }
        if let refusal, lines.count(where: { !isBlank($0) }) <= Self.longestRefusal {
            throw await self.session.error(
                .commandRejected(line: 0, command: reading.command, message: refusal),
                Step(state: "running '\(reading.command)'"))
        }
        while let first = lines.first, reading.preamble.contains(where: { $0.matches(String(first)) }) {
            lines.removeFirst()
        }
        while let last = lines.last, isBlank(last) { lines.removeLast() }
        let text = lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
        if let refusal { return ConfigurationCapture(text: text, doubt: .refusal(refusal)) }
        guard let last = lines.last else { return ConfigurationCapture(text: text, doubt: .empty) }
        if let end = reading.complete, !end.matches(String(last)) {
            return ConfigurationCapture(text: text, doubt: .unended(expression: end.source))
        }
        return ConfigurationCapture(text: text)
    }

    /// More lines than this are no refusal only: something of a configuration came as well.
    private static let longestRefusal = 8

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
