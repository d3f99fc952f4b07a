/// A session that can change the device's configuration.
public struct WritingConnection: Sendable {
    /// The same session for reading.
    public let readOnly: ReadOnlyConnection

    private var session: DeviceSession { self.readOnly.session }

    /// Sends configuration lines one by one and stops at the first rejection; never saves; throws `DeviceError` with progress.
    ///
    /// `willSend` is awaited before each line leaves, `didSend` after the device accepted it; an error of either passes
    /// through unchanged, after the configuration mode was left. A line may hold line breaks only when it begins free text.
    @discardableResult
    public func configure(
        _ lines: [String], willSend: @Sendable (Int, String) async throws -> Void = { _, _ in },
        didSend: @Sendable (LineResult) async throws -> Void = { _ in }
    ) async throws -> [LineResult] {
        try await self.check(lines)
        try await self.enter()
        var progress = ConfigurationProgress()
        var results: [LineResult] = []
        for (index, line) in lines.enumerated() {
            let number = index + 1
            let step = Step(state: "line \(number) of \(lines.count) in configuration mode", expectation: "its prompt")
            try await self.leavingOnFailure { try await willSend(number, line) }
            guard !Task.isCancelled else { throw await self.session.error(.cancelled, step).with(progress) }
            progress.inFlight = .init(number: number, text: line)
            let reply: Dialogue.Reply
            do {
                reply = try await self.session.exchange(line, state: step.state)
            } catch {
                throw error.with(progress)
            }
            progress.inFlight = nil
            if let message = self.session.platform.rejection(of: reply.output, in: .configuration) {
                let error = await self.session.error(
                    .commandRejected(line: number, command: line, message: message), step)
                await self.leaveQuietly()
                throw error.with(progress)
            }
            progress.accepted = number
            let result = LineResult(number: number, line: line, output: DeviceText.clean(reply.output))
            results.append(result)
            try await self.leavingOnFailure { try await didSend(result) }
            guard reply.prompt.mode == .configuration || number == lines.count else {
                throw await self.session.error(.prompt, step).with(progress)
            }
        }
        do {
            try await self.leave()
        } catch {
            throw error.with(progress)
        }
        return results
    }

    /// Makes the running configuration survive a restart; throws `DeviceError.notSaved` when the device does not confirm it.
    public func save() async throws(DeviceError) -> SaveResult {
        guard let saving = self.session.platform.commands.save else { return .unsupported }
        let platform = self.session.platform
        let questions = saving.questions.map { PendingQuestion($0, lineEnding: platform.lineEnding) }
        let state = "running '\(saving.command)'"
        let reply = try await self.session.exchange(saving.command, questions: questions, state: state)
        let text = DeviceText.clean(reply.output)
        let isConfirmed = text.split(separator: "\n").contains { line in
            saving.success.contains { $0.matches(String(line)) }
        }
        guard isConfirmed else {
            throw await self.session.error(.notSaved, Step(state: state, expectation: "the device's confirmation"))
        }
        return .saved(text)
    }

    /// Refuses what would be typed as something else than a line, before anything is sent.
    private func check(_ lines: [String]) async throws(DeviceError) {
        for (index, line) in lines.enumerated() {
            let parts = line.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let isFreeText = self.session.platform.freeText.contains { $0.matches(parts[0]) }
            if parts.allSatisfy(DeviceText.isTypable), parts.count == 1 || isFreeText { continue }
            throw await self.session.error(.invalidInput, Step(state: "line \(index + 1)"))
        }
    }

    private func enter() async throws(DeviceError) {
        let command = self.session.platform.modes.configuration.enter
        let step = Step(state: "entering the configuration mode", expectation: "the configuration prompt")
        let reply = try await self.session.exchange(command, state: step.state)
        if reply.prompt.mode == .configuration { return }
        let words = DeviceText.clean(reply.output).split(separator: "\n").first.map(String.init)
        guard let words else { throw await self.session.error(.prompt, step) }
        throw await self.session.error(.commandRejected(line: 0, command: command, message: words), step)
    }

    private func leave() async throws(DeviceError) {
        guard await self.session.mode == .configuration else { return }
        let step = Step(state: "leaving the configuration mode", expectation: "the privileged prompt")
        let reply = try await self.session.exchange(self.session.platform.modes.configuration.leave, state: step.state)
        guard reply.prompt.mode == .privileged else { throw await self.session.error(.prompt, step) }
    }

    private func leaveQuietly() async {
        do {
            try await self.leave()
        } catch {
            // The first failure is the one to report; the connection is closed anyway, and that ends the mode.
        }
    }

    private func leavingOnFailure(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch {
            await self.leaveQuietly()
            throw error
        }
    }
}

extension DeviceError {
    func with(_ progress: ConfigurationProgress) -> DeviceError {
        var error = self
        error.progress = progress
        return error
    }
}
