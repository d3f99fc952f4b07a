import ConfigTree
import DeviceCLI
import Domain
import Foundation
import Persistence

extension TargetAttempt {
    /// The states in which lines may be on the device.
    private static let doubtful: [TargetState] = [.sending, .sentUnconfirmed, .verifying, .reverting, .unknown]

    /// Takes up what another turn left with lines that may be on the device; none of them is sent again.
    func resume(_ run: TargetRun) async throws -> ChangeRunner.Outcome {
        let reason = interruption(of: run)
        if run.state != .unknown {
            try await move(from: [run.state], to: .unknown, reason.sentence + Self.readingBack)
        }
        return try await reconcile(because: reason, wasTried: run.state == .unknown)
    }

    /// Why the last turn ended: what it wrote down itself, or that its worker was lost.
    private func interruption(of run: TargetRun) -> FailureReason {
        let count = target.commands.count
        let place =
            run.lineInFlight > 0
            ? "at line \(run.lineInFlight) of \(count)" : "after \(run.linesAccepted) of \(count) lines"
        let known = [Self.readingBack, notReadBack].reduce(run.detail) { detail, ending in
            detail.range(of: ending).map { String(detail[..<$0.lowerBound]) } ?? detail
        }
        switch run.state {
        case .reverting where !known.isEmpty: return .failed(known)
        case .unknown where !known.isEmpty: return .lostWorker(known)
        default: return .lostWorker("The worker that was sending stopped \(place).")
        }
    }

    private static let readingBack = " The device is being read back."

    private var notReadBack: String { " \(target.deviceName) could not be read back yet: " }

    /// Reads the device and brings it to a named state: confirmed, reverted, or failed with the lines that remain.
    ///
    /// A device that cannot be read is tried again until a person stops the change: `wasTried` and stopped, it is theirs.
    /// No breaker and no lockout stands in the way: lines may be on the device, and that comes before sparing it.
    func reconcile(because reason: FailureReason, wasTried: Bool = false) async throws -> ChangeRunner.Outcome {
        do {
            return try await runner.writer.withSession(
                try await device(), by: try await caller(), .always
            ) { connection in
                try await reconcile(because: reason, over: connection)
            }
        } catch {
            if error is LostTarget || error is CancellationError { throw error }
            let why = (error as? DeviceError)?.description ?? (error as? Problem)?.sentence
            let sentence =
                reason.sentence + notReadBack
                + (try redacted(why ?? "something of our own failed; the log says more."))
            try await move(from: Self.doubtful, to: .unknown, sentence + " It will be tried again.")
            if wasTried, try await isStopped() {
                try await move(
                    from: [.unknown], to: .failedMidSend,
                    sentence + " The change was stopped, so this ends here. Lines may be on \(target.deviceName): "
                        + "compare it with the backup taken before this change.")
                return .settled(.failedMidSend)
            }
            return .waiting(seconds: Self.pause(after: error), sentence)
        }
    }

    /// Seconds until the device is tried again. A login that it refuses is tried less often: that could lock the account.
    private static func pause(after error: any Error) -> Int {
        if case .authentication = (error as? DeviceError)?.code { 60 } else { 5 }
    }

    private func isStopped() async throws -> Bool {
        try await persistently { try await ChangeRepository(database).find(change.id)?.cancelRequestedAt != nil }
    }

    /// The same over a session that is already open.
    func reconcile(
        because reason: FailureReason, over connection: WritingConnection
    ) async throws -> ChangeRunner.Outcome {
        let current = try tree(try await connection.readOnly.runningConfiguration())
        let base = try tree(try await text(target.base))
        if current == base { return try await settleUntouched(reason) }
        let predicted = try tree(try await text(target.predicted))
        if reason.mayStillConfirm, current == predicted, try await !isStopped() {
            return try await verify(connection, base: base)
        }
        return try await revert(current, base: base, because: reason, over: connection)
    }

    private func settleUntouched(_ reason: FailureReason) async throws -> ChangeRunner.Outcome {
        let run = try await persistently { try await TargetRunRepository(database).find(target.id) }
        let state: TargetState = run?.linesAccepted == 0 ? .failedBeforeSend : .reverted
        let sentence = reason.sentence + " \(target.deviceName) was read back and is exactly as before."
        // Until it was read, what is on the device was not known; the record says so.
        try await move(from: Self.doubtful, to: .unknown, reason.sentence)
        try await move(from: [.unknown], to: state, sentence)
        return .settled(state)
    }

    /// The safety net «inverse commands»: takes back our own lines as far as they are there, and nothing else.
    private func revert(
        _ current: ConfigTree, base: ConfigTree, because reason: FailureReason, over connection: WritingConnection
    ) async throws -> ChangeRunner.Outcome {
        try await move(from: Self.doubtful, to: .reverting, reason.sentence)
        let wanted = try current.applying(target.inverse)
        let commands = try current.patch(to: wanted)
        do {
            try await connection.configure(
                commands,
                willSend: { line, command in
                    let text = try redacted(command)
                    try await persistently {
                        try await database.transaction { db in
                            guard try await TargetRunRepository(db).beginLine(target.id, line: line, token: token)
                            else {
                                throw LostTarget()
                            }
                            try await note(.note, "taking back: \(text)", on: db)
                        }
                    }
                },
                didSend: { _ in })
        } catch let error as DeviceError {
            guard case .commandRejected(_, let command, let message) = error.code else { throw error }
            return try await settleStuck(
                reason, "\(target.deviceName) rejected «\(try redacted(command))» too: \(Self.sentence(try redacted(message)))")
        }
        let after = try tree(try await connection.readOnly.runningConfiguration())
        if after == base {
            return try await settleReverted(
                reason.sentence + " What was sent has been taken back; the device is as before.")
        }
        let rest = ConfigDiff(from: base, to: after)
        if after == wanted {
            return try await settleReverted(
                reason.sentence
                    + " What was sent has been taken back. Of what this change did not send, "
                    + "\(Self.lines(rest.addedCount + rest.removedCount)) came or went meanwhile and stayed so. "
                    + "Compare the device with the backup taken before.")
        }
        let shown = try redacted(rest.unified())
        return try await settleStuck(reason, "These lines still differ from before:\n\(shown)")
    }

    /// How many lines, in words: «1 line», «2 lines».
    static func lines(_ count: Int) -> String { "\(count) line\(count == 1 ? "" : "s")" }

    /// The device's words, ended by a full stop.
    static func sentence(_ said: String) -> String { said.hasSuffix(".") ? said : said + "." }

    private func settleReverted(_ sentence: String) async throws -> ChangeRunner.Outcome {
        try await move(from: [.reverting], to: .reverted, sentence)
        return .settled(.reverted)
    }

    private func settleStuck(_ reason: FailureReason, _ rest: String) async throws -> ChangeRunner.Outcome {
        try await move(
            from: [.reverting], to: .failedMidSend,
            reason.sentence + " Taking it back did not succeed. " + rest
                + " Nothing was saved. Sign in to \(target.deviceName) and compare it with the backup taken before this change."
        )
        return .settled(.failedMidSend)
    }
}
