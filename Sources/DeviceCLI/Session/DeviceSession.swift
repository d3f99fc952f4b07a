import Foundation
import Reactor
import SSH

/// Drives the dialogue over one SSH shell, on the connection's loop; one task uses it at a time.
actor DeviceSession {
    let platform: PlatformCLI
    let address: DeviceAddress
    private let loop: EventLoop
    private let timeouts: DeviceTimeouts
    private let secrets: [String]
    private let shell: SSHChannel
    private let record: (@Sendable (TranscriptEntry) -> Void)?
    private var dialogue: Dialogue
    /// Set when an exchange failed: what the device sends next can no longer be told apart, so nothing more is sent.
    private var isGivenUp = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.loop.asUnownedSerialExecutor() }

    init(
        shell: SSHChannel, loop: EventLoop, platform: PlatformCLI, address: DeviceAddress, timeouts: DeviceTimeouts,
        secrets: [String], record: (@Sendable (TranscriptEntry) -> Void)?
    ) {
        self.shell = shell
        self.loop = loop
        self.platform = platform
        self.address = address
        self.timeouts = timeouts
        self.secrets = secrets
        self.record = record
        self.dialogue = Dialogue(platform: platform)
    }

    /// The device's name as its last prompt showed it.
    var hostname: String { self.dialogue.prompt?.host ?? "" }

    /// The mode of the last prompt.
    var mode: Mode? { self.dialogue.prompt?.mode }

    /// Waits for the first prompt, enters the privileged mode and runs the setup commands.
    func start(enablePassword: String?) async throws(DeviceError) {
        _ = try await self.reply(
            .init(state: "waiting for the first prompt", expectation: "a prompt", stage: .prompt),
            silence: self.timeouts.prompt, total: self.timeouts.prompt * 2)
        try await self.enable(password: enablePassword)
        for setup in self.platform.setup {
            let reply = try await self.exchange(setup.command, state: "running '\(setup.command)' after the login")
            if !setup.isOptional, let message = self.platform.rejection(of: reply.output, in: .privileged) {
                throw self.error(
                    .commandRejected(line: 0, command: setup.command, message: message),
                    .init(state: "running '\(setup.command)' after the login"))
            }
        }
    }

    /// Sends one command and gives everything up to the next prompt.
    func exchange(_ command: String, questions: [PendingQuestion] = [], state: String) async throws(DeviceError)
        -> Dialogue.Reply
    {
        let step = Step(state: state, expectation: "a prompt after the command")
        guard !self.isGivenUp else { throw self.error(.disconnected, step) }
        // A line that has not left must not leave after the cancellation.
        guard !Task.isCancelled else { throw self.error(.cancelled, step) }
        let bytes = self.dialogue.send(command, questions: questions)
        do {
            try await self.type(bytes, isSecret: false, step)
            return try await self.reply(step, silence: self.timeouts.silence, total: self.timeouts.command)
        } catch {
            self.isGivenUp = true
            throw error
        }
    }

    /// An error of this session with what the device sent last.
    func error(_ code: DeviceError.Code, _ step: Step) -> DeviceError {
        DeviceError(
            code, address: self.address.description, state: step.state, expectation: step.expectation,
            lastSeen: self.lastSeen)
    }

    func close() async {
        await self.shell.closeConnection()
    }

    private var lastSeen: String { DeviceText.visible(self.dialogue.lastSeen, masking: self.secrets) }

    private func enable(password: String?) async throws(DeviceError) {
        guard self.mode != .privileged else { return }
        let step = Step(state: "entering the privileged mode", expectation: "the privileged prompt", stage: .prompt)
        guard self.mode == .user, let command = self.platform.modes.privileged.enter else {
            throw self.error(.prompt, step)
        }
        var questions: [PendingQuestion] = []
        if let password, let pattern = self.platform.modes.privileged.password {
            questions = [.init(pattern: pattern, secret: password, lineEnding: self.platform.lineEnding)]
        }
        let bytes = self.dialogue.send(command, questions: questions)
        try await self.type(bytes, isSecret: false, step)
        do {
            _ = try await self.reply(step, silence: self.timeouts.prompt, total: self.timeouts.prompt * 2)
        } catch {
            // The question comes again, or there is no password to answer it.
            guard case .prompt = error.code else { throw error }
            throw self.error(.enableRefused, step)
        }
        guard self.mode == .privileged else { throw self.error(.enableRefused, step) }
    }

    private func type(_ bytes: [UInt8], isSecret: Bool, _ step: Step) async throws(DeviceError) {
        self.record?(TranscriptEntry(direction: .sent, bytes: isSecret ? Array("•••".utf8) : bytes, at: Date()))
        do {
            try await self.shell.write(bytes, within: self.timeouts.silence)
        } catch {
            throw self.translated(error, step)
        }
    }

    /// Reads until the dialogue has an answer, the device is silent for too long, or the time is up.
    private func reply(_ step: Step, silence: Duration, total: Duration) async throws(DeviceError) -> Dialogue.Reply {
        let end = ContinuousClock.now + total
        var silent = ContinuousClock.now + silence
        var settled: ContinuousClock.Instant?
        while true {
            var actions: [Dialogue.Action]
            let bytes: [UInt8]?
            do {
                bytes = try await self.shell.read(until: min(end, silent, settled ?? end))
            } catch {
                throw self.translated(error, step)
            }
            if let bytes {
                guard !bytes.isEmpty else {
                    throw self.error(step.stage == .command ? .disconnectedMidCommand : .disconnected, step)
                }
                self.record?(TranscriptEntry(direction: .received, bytes: bytes, at: Date()))
                silent = .now + silence
                actions = self.dialogue.receive(bytes)
            } else if let pause = settled, pause <= .now {
                actions = self.dialogue.quiet()
            } else {
                throw self.error(.timeout(step.stage), step)
            }
            settled = nil
            for action in actions {
                switch action {
                case .finished(let reply): return reply
                case .settle(let pause): settled = .now + pause
                case .write(let bytes, let isSecret): try await self.type(bytes, isSecret: isSecret, step)
                case .asked: throw self.error(.prompt, step.expecting("a question with a declared answer"))
                case .overflow: throw self.error(.incompleteOutput, step)
                }
            }
        }
    }

    private func translated(_ problem: any Error, _ step: Step) -> DeviceError {
        switch problem {
        case let error as SSHError:
            if case .disconnected = error.code, step.stage != .command { return self.error(.disconnected, step) }
            return DeviceError(
                error, address: self.address.description, state: step.state, expectation: step.expectation,
                lastSeen: self.lastSeen)
        default: return self.error(.cancelled, step)
        }
    }
}
