/// A session that can change the device's configuration.
public struct WritingConnection: Sendable {
    /// The same session for reading.
    public let readOnly: ReadOnlyConnection

    /// How lines follow one another.
    public enum Pace: Sendable {
        /// Each line waits for the answer to the one before.
        case lineByLine
        /// As many lines are under way as the platform allows; on a platform without a candidate that is one.
        case pipelined
    }

    var session: DeviceSession { self.readOnly.session }
    private var platform: PlatformCLI { self.session.platform }

    /// Sends configuration lines and stops at the first rejection; never commits or saves; throws `DeviceError` with progress.
    ///
    /// Lines that work at once are followed by leaving the configuration mode. A candidate stays open for `commit` or
    /// `abort`, and is dropped after any failure. `willSend` is awaited before each line leaves, `didSend` after the device
    /// accepted it; an error of either passes through unchanged. A line may hold line breaks only when it begins free text.
    @discardableResult
    nonisolated(nonsending) public func configure(
        _ lines: [String], pace: Pace = .lineByLine,
        willSend: @Sendable (Int, String) async throws -> Void = { _, _ in },
        didSend: @Sendable (LineResult) async throws -> Void = { _ in }
    ) async throws -> [LineResult] {
        try await self.check(lines)
        try await self.enter()
        var batch = ConfigurationBatch(lines, window: pace == .pipelined ? self.platform.pipelineWindow : 1)
        do {
            while !batch.isDone {
                while let next = batch.next(isFreeText: self.isFreeText) {
                    try await willSend(next.number, next.text)
                    let step = batch.step(next.number)
                    guard !Task.isCancelled else { throw await self.session.error(.cancelled, step) }
                    batch.progress.outcomes[next.number - 1] = .unknown
                    try await self.session.typeBehind(next.text, step)
                }
                let reply = try await self.session.nextReply(batch.step(batch.answered + 1))
                if let result = try await self.judge(reply, &batch) { try await didSend(result) }
            }
            if let failure = batch.failure { throw failure }
            if self.platform.commitStyle == .immediate { try await self.leave() }
        } catch {
            await self.giveUp(&batch)
            throw (error as? DeviceError)?.with(batch.progress) ?? error
        }
        return batch.results
    }

    /// Leaves the configuration mode; an open candidate is dropped; throws `DeviceError`.
    nonisolated(nonsending) public func leave() async throws(DeviceError) {
        guard let home = self.platform.modes.home, await self.session.mode != home else { return }
        guard await !self.platform.modes.has(.reading, self.session.mode) else { return }
        try await self.session.move(to: home, mayConfigure: true)
        await self.session.closeCandidate()
    }

    /// Takes in the answer to the oldest line under way; gives its result when the device accepted it.
    private func judge(_ reply: Dialogue.Reply, _ batch: inout ConfigurationBatch) async throws(DeviceError)
        -> LineResult?
    {
        let number = batch.answered + 1
        let step = batch.step(number)
        batch.answered = number
        if let message = self.platform.rejection(of: reply.output, isConfiguring: true) {
            batch.progress.outcomes[number - 1] = .rejected(message)
            if batch.failure == nil {
                batch.failure = await self.session.error(
                    .commandRejected(line: number, command: batch.lines[number - 1], message: message), step)
            }
            return nil
        }
        batch.progress.outcomes[number - 1] = .accepted
        let result = LineResult(
            number: number, line: batch.lines[number - 1], output: DeviceText.clean(reply.output))
        batch.results.append(result)
        let isInside = self.platform.modes.has(.configuration, reply.prompt.mode)
        let mayEnd = number == batch.lines.count && self.platform.commitStyle == .immediate
        guard isInside || mayEnd else { throw await self.session.error(.prompt, step) }
        return result
    }

    /// Refuses what would be typed as something else than a line, before anything is sent.
    private func check(_ lines: [String]) async throws(DeviceError) {
        for (index, line) in lines.enumerated() {
            let parts = line.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if parts.allSatisfy(self.platform.isTypable), parts.count == 1 || self.isFreeText(parts[0]) { continue }
            throw await self.session.error(.invalidInput, Step(state: "line \(index + 1)"))
        }
    }

    private func isFreeText(_ line: String) -> Bool { self.platform.freeText.contains { $0.matches(line) } }

    private func enter() async throws(DeviceError) {
        guard let mode = self.platform.modes.configuration else {
            throw await self.session.error(.notAllowed, Step(state: "configuring"))
        }
        if await !self.platform.modes.has(.configuration, self.session.mode) {
            await self.session.renewName()
            try await self.session.move(to: mode, mayConfigure: true)
        }
        if self.platform.commitStyle == .candidate { await self.session.openCandidate() }
    }

    /// After a failure nothing may stay half done: a candidate is dropped, and the mode is left.
    private func giveUp(_ batch: inout ConfigurationBatch) async {
        if self.platform.commitStyle == .candidate {
            batch.progress.candidate = await self.dropCandidate() ? .dropped : .left
            return
        }
        do {
            try await self.leave()
        } catch {
            // The first failure is the one to report; the connection is closed anyway, and that ends the mode.
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
