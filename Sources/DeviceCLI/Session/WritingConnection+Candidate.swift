extension WritingConnection {
    private var commands: PlatformCLI.Commands { self.session.platform.commands }

    /// Makes the candidate the running configuration; throws `DeviceError`, for example the device's words of refusal.
    nonisolated(nonsending) public func commit() async throws(DeviceError) -> CandidateResult {
        guard let operation = self.commands.commit else { return .unsupported }
        let words = try await self.perform(operation, for: .commit)
        await self.session.closeCandidate()
        return .committed(words)
    }

    /// The same for a time: unless it is confirmed the device takes it back; throws `DeviceError`.
    ///
    /// The time is rounded up to the device's unit; outside of the platform's bounds nothing is sent.
    nonisolated(nonsending) public func commitConfirmed(revertingAfter time: Duration) async throws(DeviceError)
        -> CandidateResult
    {
        guard let timed = self.commands.commitConfirmed else { return .unsupported }
        guard let command = timed.command(reverting: time) else {
            throw await self.session.error(
                .timerOutOfBounds(minimum: timed.minimum, maximum: timed.maximum),
                Step(state: "committing with a timer"))
        }
        let words = try await self.perform(timed.operation, command: command, for: .commitConfirmed)
        await self.session.closeCandidate()
        return .committedWithTimer(words, revertsAfter: time)
    }

    /// Makes a commit with a timer last; throws `DeviceError`.
    nonisolated(nonsending) public func confirm() async throws(DeviceError) -> CandidateResult {
        guard let operation = self.commands.confirm else { return .unsupported }
        return .confirmed(try await self.perform(operation, for: .confirm))
    }

    /// Drops the candidate; throws `DeviceError`.
    nonisolated(nonsending) public func abort() async throws(DeviceError) -> CandidateResult {
        guard let operation = self.commands.abort else { return .unsupported }
        let words = try await self.perform(operation, for: .abort)
        await self.session.closeCandidate()
        return .aborted(words)
    }

    /// Has the device check the candidate without committing it; throws `DeviceError` with its objection.
    nonisolated(nonsending) public func check() async throws(DeviceError) -> CandidateResult {
        guard let operation = self.commands.check else { return .unsupported }
        return .checked(try await self.perform(operation, for: .check))
    }

    /// What the candidate would change, in the device's own notation; throws `DeviceError`.
    nonisolated(nonsending) public func pendingChanges() async throws(DeviceError) -> PendingChanges {
        guard let reading = self.commands.pending else { return .unsupported }
        let state = "running '\(reading.command)'"
        try await self.moveTo(reading.role)
        let reply = try await self.session.exchange(await self.filled(reading.command), state: state)
        if let message = self.session.platform.rejection(of: reply.output) {
            throw await self.session.error(
                .commandRejected(line: 0, command: reading.command, message: message), Step(state: state))
        }
        let lines = DeviceText.clean(reply.output).split(separator: "\n", omittingEmptySubsequences: false)
        let isShown = { (line: Substring) in !reading.preamble.contains { $0.matches(String(line)) } }
        let text = lines.filter(isShown).joined(separator: "\n")
        return .difference(text.contains { $0 != "\n" && $0 != " " } ? text : "")
    }

    /// Makes the running configuration survive a restart; throws `DeviceError.notSaved` when the device does not confirm it.
    nonisolated(nonsending) public func save() async throws(DeviceError) -> SaveResult {
        guard let saving = self.commands.save else { return .unsupported }
        do {
            return .saved(try await self.perform(saving, for: .commit))
        } catch {
            switch error.code {
            case .unproven, .commandRejected:
                throw await self.session.error(
                    .notSaved, Step(state: "running '\(saving.command)'", expectation: "the device's confirmation"))
            default: throw error
            }
        }
    }

    /// Drops what is neither committed nor dropped, whatever happened before; says whether nothing is left.
    @discardableResult
    func dropCandidate() async -> Bool {
        guard await self.session.hasCandidate else { return true }
        // Unstructured, because a cancelled task may send nothing, and a candidate left behind would be committed by others.
        return await Task { () -> Bool in
            do {
                guard case .aborted = try await self.abort() else { return false }
                return true
            } catch {
                // The link is gone, or the device does not answer: the caller tells it.
                return false
            }
        }.value
    }

    /// Types the command in its mode and looks for the proof of its success; gives the device's words.
    private func perform(
        _ operation: Operation, command: String? = nil, for action: CandidateAction
    ) async throws(DeviceError) -> String {
        let platform = self.session.platform
        let command = await self.filled(command ?? operation.command)
        try await self.moveTo(operation.role)
        let step = Step(state: "running '\(command)'", expectation: "the proof that it \(action.words)")
        let questions = operation.questions.map { PendingQuestion($0, lineEnding: platform.lineEnding) }
        let reply = try await self.session.exchange(command, questions: questions, state: step.state)
        let text = DeviceText.clean(reply.output)
        let lines = text.split(separator: "\n").map(String.init)
        let refusal =
            platform.rejection(of: reply.output)
            ?? lines.first { line in operation.failure.contains { $0.matches(line) } }
        if let refusal {
            throw await self.session.error(.commandRejected(line: 0, command: command, message: refusal), step)
        }
        let isProven =
            operation.success.isEmpty
            || lines.contains { line in operation.success.contains { $0.matches(line) } }
        guard isProven, operation.leadsTo == nil || operation.leadsTo == reply.prompt.mode else {
            throw await self.session.error(.unproven(action), step)
        }
        return text
    }

    private func moveTo(_ role: ModeRole) async throws(DeviceError) {
        let modes = self.session.platform.modes
        guard await !modes.has(role, self.session.mode) else { return }
        guard let mode = role == .configuration ? modes.configuration : modes.home else { return }
        try await self.session.move(to: mode, mayConfigure: true)
    }

    private func filled(_ command: String) async -> String {
        command.replacing("{session}", with: await self.session.name)
    }
}
