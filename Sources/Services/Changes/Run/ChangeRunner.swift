public import Domain
import Foundation
public import Persistence

/// Runs one planned target: the only code that writes to a device.
///
/// One attempt at a time holds the device's lease; its fencing token guards every row it writes. Whatever goes wrong once
/// lines may be on the device, the device is read back and brought to a named state, and nothing is ever sent twice.
public struct ChangeRunner: Sendable {
    let database: Database
    let writer: DeviceWriter
    let contents: ContentStore
    let platforms: PlatformCatalogue
    let leaseSeconds: Int

    /// How a turn at a target ended.
    public enum Outcome: Sendable, Hashable {
        /// Its run is over, in this state.
        case settled(TargetState)
        /// It has to wait; try again after so many seconds.
        case waiting(seconds: Int, String)
    }

    /// A runner for the worker.
    public init(
        database: Database, sessions: DeviceSessions, contents: ContentStore, platforms: PlatformCatalogue,
        leaseSeconds: Int = 30
    ) {
        self.database = database
        writer = sessions.writer
        self.contents = contents
        self.platforms = platforms
        self.leaseSeconds = leaseSeconds
    }

    /// Takes a turn at the target. Cancelling the caller stops the sending and lets the device be brought back first.
    public func run(_ id: ChangeTarget.ID, job: Job.ID) async throws -> Outcome {
        let stop = StopSwitch()
        return try await withTaskCancellationHandler {
            // A task of its own, so that a stop ends the sending but not the tidying up after it.
            try await Task { try await turn(id, job: job, stop: stop) }.value
        } onCancel: {
            stop.pull()
        }
    }

    private func turn(_ id: ChangeTarget.ID, job: Job.ID, stop: StopSwitch) async throws -> Outcome {
        guard let target = try await ChangeTargetRepository(database).find(id),
            let change = try await ChangeRepository(database).find(target.changeID),
            let before = try await TargetRunRepository(database).find(id)
        else { return .settled(.cancelled) }
        if before.state.isSettled {
            try await settle(change.id)
            return .settled(before.state)
        }
        let lease = try await DeviceLeaseRepository(database).acquire(
            target.deviceID, jobID: job, purpose: "change #\(change.number)", seconds: leaseSeconds)
        switch lease {
        case .held(_, let purpose, let since):
            let sentence = "\(target.deviceName) is held by \(purpose) since \(since.formatted(.iso8601))."
            try await wait(for: before, sentence)
            return .waiting(seconds: 2, sentence)
        case .acquired(let token):
            let attempt = TargetAttempt(
                runner: self, change: change, target: target, job: job, token: token, stop: stop)
            let outcome: Outcome
            do {
                outcome = try await attempt.perform()
            } catch let lost as LostTarget {
                // Not an attempt that failed: the next turn sees what has become of the target.
                try await release(target.deviceID, job, token)
                return .waiting(seconds: 2, lost.description)
            } catch {
                try await release(target.deviceID, job, token)
                throw error
            }
            try await release(target.deviceID, job, token)
            if case .settled = outcome { try await settle(change.id) }
            return outcome
        }
    }

    /// Names the state of a target whose job was given up, so that its change can end and a person can look.
    public func giveUp(_ id: ChangeTarget.ID, because sentence: String) async throws {
        guard let run = try await TargetRunRepository(database).find(id), !run.state.isSettled else { return }
        let isInDoubt = run.state.mayHaveSent
        let advice =
            isInDoubt
            ? " Lines may be on the device: compare it with the backup taken before this change." : " Nothing was sent."
        try await persistently {
            try await database.transaction { db in
                let runs = TargetRunRepository(db)
                if isInDoubt, run.state != .unknown {
                    _ = try await runs.move(
                        id, from: [run.state], to: .unknown, detail: sentence, token: run.fencingToken)
                }
                _ = try await runs.move(
                    id, from: isInDoubt ? [.unknown] : [run.state], to: isInDoubt ? .failedMidSend : .failedBeforeSend,
                    detail: sentence + advice, token: run.fencingToken)
                try await EventRepository(db).append(
                    .change(run.changeID), kind: "target", subject: run.deviceID.description)
            }
        }
        try await settle(run.changeID)
    }

    private func wait(for run: TargetRun, _ sentence: String) async throws {
        try await persistently {
            try await database.transaction { db in
                _ = try await TargetRunRepository(db).move(
                    run.targetID, from: [.pending, .heldLease], to: .heldLease, detail: sentence,
                    token: run.fencingToken)
                try await EventRepository(db).append(
                    .change(run.changeID), kind: "target", subject: run.deviceID.description)
            }
        }
    }

    private func release(_ device: Device.ID, _ job: Job.ID, _ token: Int) async throws {
        _ = try await persistently {
            try await DeviceLeaseRepository(database).release(device, jobID: job, token: token)
        }
    }

    private func settle(_ id: Change.ID) async throws {
        try await persistently {
            try await database.transaction { db in
                guard let change = try await ChangeRepository(db).lock(id) else { return }
                _ = try await ChangeSettlement().settle(change, on: db)
            }
        }
    }
}

/// Repeats an operation while the database does not answer, for at most a minute: a short outage must not cost a change.
func persistently<Result: Sendable>(_ operation: () async throws -> Result) async throws -> Result {
    let deadline = ContinuousClock.now + .seconds(60)
    while true {
        do {
            return try await operation()
        } catch let problem as Problem where problem.kind == .unavailable && ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(500))
        }
    }
}
