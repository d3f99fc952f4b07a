import Foundation
import Reactor
import SSH
import TCP

/// Drives the dialogue over one transport, on the connection's loop; one task uses it at a time.
actor DeviceSession {
    let platform: PlatformCLI
    let address: DeviceAddress
    private let loop: EventLoop
    let timeouts: DeviceTimeouts
    private let secrets: [String]
    private let transport: any DeviceTransport
    private var record: (@Sendable (TranscriptEntry) -> Void)?
    private var dialogue: Dialogue
    /// Replies to commands that were typed behind the one being waited for.
    private var replies: [Dialogue.Reply] = []
    /// Set when an exchange failed: what the device sends next can no longer be told apart, so nothing more is sent.
    private var isGivenUp = false
    /// Set while a candidate may hold lines of ours that are neither committed nor dropped.
    private(set) var hasCandidate = false
    /// Distinguishes what this session leaves on the device, such as a configuration session of EOS; new for each candidate.
    private(set) var name = DeviceSession.freshName()

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.loop.asUnownedSerialExecutor() }

    init(
        transport: any DeviceTransport, loop: EventLoop, platform: PlatformCLI, address: DeviceAddress,
        timeouts: DeviceTimeouts,
        login: DeviceLogin, record: (@Sendable (TranscriptEntry) -> Void)?
    ) {
        self.transport = transport
        self.loop = loop
        self.platform = platform
        self.address = address
        self.timeouts = timeouts
        self.secrets = login.secrets
        self.record = record
        self.dialogue = Dialogue(
            platform: platform, login: transport.asksForLogin ? platform.telnet.questions(login, platform) : [])
    }

    var prompt: Prompt? { self.dialogue.prompt }

    /// The device's name as its last prompt showed it.
    var hostname: String { self.dialogue.prompt?.host ?? "" }

    /// The mode of the last prompt.
    var mode: Mode? { self.dialogue.prompt?.mode }

    /// Waits for the first prompt, moves to the mode in which commands are run, and runs the setup commands.
    func start(_ login: DeviceLogin) async throws(DeviceError) {
        let step = Step(state: "waiting for the first prompt", expectation: "a prompt", stage: .prompt)
        do {
            _ = try await self.reply(step, silence: self.timeouts.prompt, total: self.timeouts.prompt * 2)
        } catch {
            throw self.lockout(behind: error)
        }
        if !self.platform.modes.has(.reading, self.mode) {
            guard let home = self.platform.modes.home else { throw self.error(.prompt, step) }
            try await self.move(to: home, login)
        }
        for setup in self.platform.setup {
            let state = "running '\(setup.command)' after the login"
            let reply = try await self.exchange(setup.command, state: state)
            if !setup.isOptional, let message = self.platform.rejection(of: reply.output) {
                throw self.error(
                    .commandRejected(line: 0, command: setup.command, message: message), .init(state: state))
            }
        }
    }

    /// Sends one command and gives everything up to the next prompt.
    func exchange(
        _ command: String, questions: [PendingQuestion] = [], state: String, stage: DeviceStage = .command
    ) async throws(DeviceError) -> Dialogue.Reply {
        let step = Step(state: state, expectation: "a prompt after the command", stage: stage)
        try self.checkMaySend(step)
        let isPrompt = stage == .prompt
        let bytes = self.dialogue.send(command, questions: questions)
        do {
            try await self.type(bytes, isSecret: false, step)
            return try await self.reply(
                step, silence: isPrompt ? self.timeouts.prompt : self.timeouts.silence,
                total: isPrompt ? self.timeouts.prompt * 2 : self.timeouts.command)
        } catch {
            self.isGivenUp = true
            throw error
        }
    }

    /// Types a line behind those under way without waiting for its answer.
    func typeBehind(_ line: String, _ step: Step) async throws(DeviceError) {
        try self.checkMaySend(step)
        let bytes = self.dialogue.sendBehind(line)
        do {
            try await self.type(bytes, isSecret: false, step)
        } catch {
            self.isGivenUp = true
            throw error
        }
    }

    /// The answer to the oldest line under way.
    func nextReply(_ step: Step) async throws(DeviceError) -> Dialogue.Reply {
        do {
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

    func openCandidate() { self.hasCandidate = true }

    /// A committed configuration session cannot be opened again, so each candidate has a name of its own.
    func renewName() { if !self.hasCandidate { self.name = Self.freshName() } }

    /// After so many bytes the other sessions of the loop have their turn.
    private static let turn = 1 << 20

    private static func freshName() -> String { "netstacks-\(UInt32.random(in: 0x1000_0000 ... .max))" }

    func closeCandidate() { self.hasCandidate = false }

    /// Changes who is told what is typed and received.
    func record(by record: (@Sendable (TranscriptEntry) -> Void)?) { self.record = record }

    /// Whether nothing is left of the last use: the prompt of the mode that reads, and no candidate.
    var isClean: Bool {
        !self.isGivenUp && !self.hasCandidate && !self.dialogue.hasContinued
            && self.platform.modes.has(.reading, self.mode)
    }

    /// Whether the device is still there; what it wrote meanwhile, log messages for example, is taken in.
    ///
    /// A device that does not stop writing is not ready for anything.
    func isThere() async -> Bool {
        for _ in 0..<16 {
            do {
                guard let bytes = try await self.transport.read(until: .now) else { return true }
                if bytes.isEmpty { return false }
                self.record?(TranscriptEntry(direction: .received, bytes: bytes, at: Date()))
                _ = self.dialogue.receive(bytes)
            } catch {
                // Whatever it is, the session is of no use any more, and nobody waits for its words.
                return false
            }
        }
        return false
    }

    func close() async {
        await self.transport.close()
    }

    private var lastSeen: String { DeviceText.visible(self.dialogue.lastSeen, masking: self.secrets) }

    private func checkMaySend(_ step: Step) throws(DeviceError) {
        guard !self.isGivenUp else { throw self.error(.disconnected, step) }
        // A line that has not left must not leave after the cancellation.
        guard !Task.isCancelled else { throw self.error(.cancelled, step) }
    }

    /// The same failure, as a lockout when the device said so before it hung up or fell silent.
    private func lockout(behind error: DeviceError) -> DeviceError {
        let said = self.dialogue.output + self.dialogue.line.bytes
        guard let words = self.platform.lockout(in: DeviceText.clean(said)) else { return error }
        return self.error(.lockedOut(words), Step(state: error.state, expectation: error.expectation))
    }

    private func type(_ bytes: [UInt8], isSecret: Bool, _ step: Step) async throws(DeviceError) {
        self.record?(TranscriptEntry(direction: .sent, bytes: isSecret ? Array("•••".utf8) : bytes, at: Date()))
        do {
            try await self.transport.write(bytes, within: self.timeouts.silence)
        } catch {
            throw self.translated(error, step)
        }
    }

    /// Reads until the dialogue has an answer, the device is silent for too long, or the time is up.
    private func reply(_ step: Step, silence: Duration, total: Duration) async throws(DeviceError) -> Dialogue.Reply {
        let end = ContinuousClock.now + total
        var silent = ContinuousClock.now + silence
        var settled: ContinuousClock.Instant?
        var taken = 0
        while true {
            if !self.replies.isEmpty { return self.replies.removeFirst() }
            let actions: [Dialogue.Action]
            let bytes: [UInt8]?
            do {
                bytes = try await self.transport.read(until: min(end, silent, settled ?? end))
            } catch {
                throw self.translated(error, step)
            }
            if let bytes {
                guard !bytes.isEmpty else {
                    throw self.error(step.stage == .command ? .disconnectedMidCommand : .disconnected, step)
                }
                self.record?(TranscriptEntry(direction: .received, bytes: bytes, at: Date()))
                let now = ContinuousClock.now
                silent = now + silence
                actions = self.dialogue.receive(bytes)
                taken += bytes.count
                // Whoever writes without end is never waited for, so the time has to be looked at here, and others let in.
                if now > end, !actions.contains(where: \.endsWaiting) { throw self.error(.timeout(step.stage), step) }
                if taken > Self.turn {
                    taken = 0
                    await Task.yield()
                }
            } else if let pause = settled, pause <= .now {
                actions = self.dialogue.quiet()
            } else {
                throw self.error(.timeout(step.stage), step)
            }
            settled = nil
            for action in actions {
                switch action {
                case .finished(let reply): self.replies.append(reply)
                case .settle(let pause): settled = .now + pause
                case .write(let bytes, let isSecret): try await self.type(bytes, isSecret: isSecret, step)
                case .asked: throw self.error(.prompt, step.expecting("a question with a declared answer"))
                case .refused: throw self.error(.authentication(offeredMethods: []), step)
                case .overflow:
                    throw self.error(.incompleteOutput, step.expecting("at most 64 MiB, in lines of at most 16 MiB"))
                case .continued:
                    throw self.error(.prompt, step.expecting("nothing more of the answer before, behind its prompt"))
                case .lost: throw self.error(.prompt, step.expecting("the echo of the line"))
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
        case let error as TCPError:
            return self.error(
                error.code == .timedOut
                    ? .timeout(step.stage) : step.stage == .command ? .disconnectedMidCommand : .disconnected, step)
        default: return self.error(.cancelled, step)
        }
    }
}
