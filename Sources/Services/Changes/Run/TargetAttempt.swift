import ConfigTree
import DeviceCLI
import Domain
import Foundation
import Persistence

/// One worker's turn at one target, under one lease.
struct TargetAttempt: Sendable {
    let runner: ChangeRunner
    let change: Change
    let target: ChangeTarget
    let job: Job.ID
    let token: Int
    let stop: StopSwitch

    var database: Database { runner.database }

    /// Sends when nothing can be on the device yet; otherwise looks first and settles what it finds.
    func perform() async throws -> ChangeRunner.Outcome {
        let repository = TargetRunRepository(database)
        guard let run = try await persistently({ try await repository.take(target.id, token: token) }) else {
            return .waiting(seconds: 2, "Another worker has taken this device meanwhile.")
        }
        return try await withRenewedLease {
            run.state.mayHaveSent ? try await resume(run) : try await push()
        }
    }

    /// The device as the product knows it now.
    func device() async throws -> Device {
        guard let device = try await persistently({ try await DeviceRepository(database).find(target.deviceID) })
        else {
            throw Problem.notFound("device")
        }
        return device
    }

    /// Who started the run.
    func caller() async throws -> SessionCaller {
        try await persistently { try await SessionCaller.asking(for: job, database) }
    }

    /// A stored configuration text.
    func text(_ hash: ContentHash) async throws -> String {
        try await persistently { try await runner.contents.text(hash) }
    }

    /// Stores a configuration text.
    func store(_ text: String) async throws -> ContentHash {
        try await persistently { try await runner.contents.put(text) }
    }

    /// A configuration text as a tree of this device's platform.
    func tree(_ text: String) throws -> ConfigTree {
        try ConfigTree(parsing: text, grammar: try runner.platforms.platform(target.platform).requireGrammar())
    }

    func redacted(_ text: String) throws -> String {
        try runner.platforms.platform(target.platform).requireGrammar().redact(text)
    }

    /// Moves the target on; refused when the token is stale or the state is another.
    @discardableResult
    func move(from: [TargetState], to: TargetState, _ detail: String) async throws -> TargetRun {
        let moved = try await persistently {
            try await database.transaction { db in
                let run = try await TargetRunRepository(db).move(
                    target.id, from: from, to: to, detail: detail, token: token)
                if run != nil { try await note(.state, to.rawValue, on: db) }
                return run
            }
        }
        if let moved { return moved }
        // The database may have been cut off between doing it and saying so.
        let now = try await persistently { try await TargetRunRepository(database).find(target.id) }
        guard let now, now.state == to, now.fencingToken == token else { throw LostTarget() }
        return now
    }

    /// Writes a line of the transcript and wakes the pages that follow.
    func note(
        _ kind: Domain.TranscriptEntry.Kind, _ text: String, line: Int = 0, on db: any Queryable
    ) async throws {
        try await TranscriptRepository(db).append(target.id, kind, lineNumber: line, text)
        try await EventRepository(db).append(
            .change(change.id), kind: kind == .state ? "target" : "line", subject: target.deviceID.description)
    }

    /// Keeps the lease while `body` works; a lease that is lost stops it, because another worker may be writing.
    private func withRenewedLease(
        _ body: @escaping @Sendable () async throws -> ChangeRunner.Outcome
    ) async throws -> ChangeRunner.Outcome {
        try await withThrowingTaskGroup(of: ChangeRunner.Outcome?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                while true {
                    try await Task.sleep(for: .seconds(max(1, runner.leaseSeconds / 3)))
                    let isHeld = try await persistently {
                        try await DeviceLeaseRepository(database).renew(
                            target.deviceID, jobID: job, token: token, seconds: runner.leaseSeconds)
                    }
                    guard isHeld else { throw LostTarget() }
                }
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let outcome = first else {
                throw LostTarget()
            }
            return outcome
        }
    }
}

/// Another worker has taken the target over; this one must not write any more.
struct LostTarget: Error, CustomStringConvertible {
    let description = "Another worker has taken this device over; this one has let go."
}

/// A person asked to stop the change.
struct StopRequested: Error {}
