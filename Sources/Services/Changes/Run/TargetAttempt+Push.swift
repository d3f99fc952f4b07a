import ConfigTree
import DeviceCLI
import Domain
import Foundation
import Persistence

extension TargetAttempt {
    /// Checks for drift, backs up, sends the exact lines, reads back, checks, saves.
    func push() async throws -> ChangeRunner.Outcome {
        do {
            return try await stop.guarding { try await send() }
        } catch {
            return try await settleFailure(error)
        }
    }

    private func send() async throws -> ChangeRunner.Outcome {
        _ = try runner.platforms.platform(target.platform).requireChangeable()
        let device = try await device()
        try change.checkIsUnedited(device)
        return try await runner.writer.withSession(device, by: try await caller()) { connection in
            let text = try await connection.readOnly.runningConfiguration()
            let base = try tree(try await self.text(target.base))
            let current = try tree(text)
            guard current == base else {
                return try await hold(drift: ConfigDiff(from: base, to: current), seen: text)
            }
            try await backUp(text, cause: .beforeChange)
            try await move(from: [.pending, .heldLease], to: .sending, "")
            try await connection.configure(
                target.commands, willSend: { try await begin(line: $0, $1) }, didSend: { try await accepted($0) })
            try await move(from: [.sending], to: .sentUnconfirmed, "")
            return try await verify(connection, base: base)
        }
    }

    /// Written before each line leaves, so that a crash at any point knows what may be on the device.
    private func begin(line: Int, _ command: String) async throws {
        let text = try redacted(command)
        var asked = ContinuousClock.now
        let may = try await persistently {
            asked = ContinuousClock.now
            return try await database.transaction { db in
                // From here nobody else may write for as long as the lease lasts, however long it had been left alone.
                let holds = try await DeviceLeaseRepository(db).renew(
                    target.deviceID, jobID: job, token: token, seconds: runner.leaseSeconds)
                guard holds, try await TargetRunRepository(db).beginLine(target.id, line: line, token: token) else {
                    return false
                }
                try await note(.sending, text, line: line, on: db)
                return true
            }
        }
        // A process that slept through its lease may have been replaced by one that has read the device already.
        guard ContinuousClock.now - asked < .seconds(runner.leaseSeconds) else { throw LostTarget() }
        if may { return }
        let now = try await persistently { try await TargetRunRepository(database).find(target.id) }
        // The database was cut off while it answered: the line had been noted, and nothing has been sent yet.
        if let now, now.state == .sending, now.fencingToken == token, now.lineInFlight == line { return }
        let stopped = try await persistently { try await ChangeRepository(database).find(change.id) }
        throw stopped?.cancelRequestedAt == nil ? LostTarget() as any Error : StopRequested()
    }

    private func accepted(_ result: LineResult) async throws {
        let output = try redacted(result.output)
        try await persistently {
            try await database.transaction { db in
                // Refused when it is noted already, or when another worker has taken over: then it is theirs to say.
                guard try await TargetRunRepository(db).acceptLine(target.id, line: result.number, token: token) else {
                    return
                }
                try await note(.accepted, output, line: result.number, on: db)
            }
        }
    }

    func backUp(_ text: String, cause: Backup.Cause) async throws {
        let device = try await device()
        let recorder = BackupRecorder(
            database: database, contents: runner.contents, platforms: runner.platforms)
        _ = try await persistently {
            try await recorder.record(
                // Whoever read it has it proved whole: what is not, the read-only connection refuses.
                ConfigurationCapture(text: text), of: device, seenAt: Date(),
                origin: BackupOrigin(cause, changeID: change.id, requestedBy: change.author.id, jobID: job))
        }
    }

    /// Rule 7: the device has moved since the plan, so nothing is sent.
    private func hold(drift: ConfigDiff, seen text: String) async throws -> ChangeRunner.Outcome {
        let grammar = try runner.platforms.platform(target.platform).requireGrammar()
        let difference = try JSONValue(encoding: drift.redacted(by: grammar))
        let hash = try await store(text)
        _ = try await TargetRunRepository(database).recordObservation(
            target.id, diff: difference, hash: hash, checks: [], token: token)
        try await move(
            from: [.pending, .heldLease], to: .heldDrift,
            "\(target.deviceName) has changed since the plan: \(Self.lines(drift.addedCount)) came and \(drift.removedCount) "
                + "went. Nothing was sent. Look at the difference, then propose the change again for this device.")
        return .settled(.heldDrift)
    }

    /// Gives the failure of a push its named state.
    private func settleFailure(_ error: any Error) async throws -> ChangeRunner.Outcome {
        if error is LostTarget { throw error }
        guard let run = try await persistently({ try await TargetRunRepository(database).find(target.id) }) else {
            throw LostTarget()
        }
        if run.state.isSettled { return .settled(run.state) }
        let reason = try await failureReason(error)
        guard run.state.mayHaveSent else {
            let state = reason.stateBeforeSend
            try await move(from: [run.state], to: state, reason.sentence + " Nothing was sent.")
            return .settled(state)
        }
        return try await reconcile(because: reason)
    }

    private func failureReason(_ error: any Error) async throws -> FailureReason {
        if stop.isPulled || error is StopRequested || error is CancellationError {
            return .stopped("The change was stopped.")
        }
        guard let error = error as? DeviceError else {
            let problem = error as? Problem
            let sentence = problem?.sentence ?? "Something of our own failed; the log says more."
            return problem?.code == Problem.breakerOpenCode ? .notTried(sentence) : .failed(sentence)
        }
        if case .commandRejected(let line, let command, let message) = error.code {
            let shown = try redacted(command)
            let said = try redacted(message)
            try await persistently {
                try await database.transaction { db in try await note(.rejected, said, line: line, on: db) }
            }
            return .failed(
                "\(target.deviceName) rejected line \(line) of \(target.commands.count), «\(shown)»: \(Self.sentence(said)) "
                    + "The later lines were not sent.")
        }
        return .device(error)
    }
}
