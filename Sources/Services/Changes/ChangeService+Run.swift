public import Domain
import Persistence

extension ChangeService {
    /// Starts an approved change: exactly the plan of this digest, one job per device.
    public func run(_ id: Change.ID, digest: String, by actor: Actor) async throws -> Change {
        try actor.require(.runChanges)
        return try await database.transaction { db in
            guard let change = try await ChangeRepository(db).lock(id) else { throw Problem.notFound("change") }
            guard change.state == .approved else {
                throw Problem(
                    .conflict, code: "change_not_approved",
                    "Change #\(change.number) is \(change.state.words); only an approved change can run.")
            }
            guard change.digest == digest else {
                throw Problem(
                    .conflict, code: "digest_changed",
                    "The plan has changed since you read it. Look at the new plan first.")
            }
            try await checkPlanIsIntact(change, on: db)
            try await checkApprovals(change, on: db)
            let rows = try await ChangeDeviceRepository(db).list(id)
            let devices = try await DeviceRepository(db).find(ids: rows.map(\.deviceID))
            for device in devices { try change.checkIsUnedited(device) }
            guard let running = try await ChangeRepository(db).move(id, from: [.approved], to: .running, outcome: nil)
            else {
                throw Problem(.conflict, code: "change_not_approved", "Somebody else has just moved this change on.")
            }
            try await TargetRunRepository(db).insertPending(id, revision: change.revision)
            let targets = try await ChangeTargetRepository(db).list(id, revision: change.revision)
            _ = try await JobRepository(db).enqueue(
                targets.filter { !$0.isAlreadyInPlace }.map { target in
                    NewJob(
                        .runTarget, arguments: .object(["target": .string(target.id.description)]),
                        deviceID: target.deviceID, changeID: id, requestedBy: actor.user.id,
                        uniqueKey: "target:\(target.id)")
                })
            try await AuditRepository(db).append(
                actor.entry("change.run", "change", id, "Started change #\(change.number), digest \(digest)"))
            try await EventRepository(db).append(.change(id), kind: "state", subject: "")
            return running
        }
    }

    /// Stops a change: before it runs it is over; while it runs each device is brought to a named state.
    public func cancel(_ id: Change.ID, by actor: Actor) async throws -> Change {
        try actor.require(.runChanges)
        return try await database.transaction { db in
            guard let change = try await ChangeRepository(db).lock(id) else { throw Problem.notFound("change") }
            let stopped = try await stop(change, on: db, by: actor)
            try await AuditRepository(db).append(
                actor.entry("change.cancel", "change", id, "Stopped change #\(change.number)"))
            try await EventRepository(db).append(.change(id), kind: "state", subject: "")
            return stopped
        }
    }

    private func stop(_ change: Change, on db: any Queryable, by actor: Actor) async throws -> Change {
        let waiting: [ChangeState] = [.draft, .planning, .planned, .awaitingApproval, .approved, .stale, .paused]
        if waiting.contains(change.state),
            let cancelled = try await ChangeRepository(db).move(
                change.id, from: waiting, to: .cancelled, outcome: "Stopped by \(actor.user.name) before it ran.")
        {
            try await stopJobs(of: change, in: [.queued, .running], on: db)
            return cancelled
        }
        guard [.running, .verifying].contains(change.state),
            let stopping = try await ChangeRepository(db).requestCancel(change.id)
        else {
            throw Problem(
                .conflict, code: "change_over",
                "Change #\(change.number) is \(change.state.words); there is nothing to stop.")
        }
        _ = try await TargetRunRepository(db).cancelPending(
            change.id, detail: "Stopped by \(actor.user.name) before anything was sent.")
        // A queued job finds its device stopped, or still has one to read back.
        try await stopJobs(of: change, in: [.running], on: db)
        return try await ChangeSettlement().settle(stopping, on: db) ?? stopping
    }

    private func stopJobs(of change: Change, in states: [JobState], on db: any Queryable) async throws {
        let jobs = try await JobRepository(db).list(
            JobFilter(states: states, changeID: change.id, page: Page(number: 1, size: 500)))
        for job in jobs.elements { _ = try await JobRepository(db).requestCancel(job.id) }
    }

    /// One byte changed after approval refuses the run: the digest is computed again from what is stored (rule 1).
    private func checkPlanIsIntact(_ change: Change, on db: any Queryable) async throws {
        let targets = try await ChangeTargetRepository(db).list(change.id, revision: change.revision)
        guard try PlanDigest.hex(change, targets: targets) == change.digest else {
            throw Problem(
                .conflict, code: "plan_altered",
                "The stored plan is not the one that was approved. Nothing was sent; plan the change again and tell an "
                    + "administrator, because somebody has altered the database.")
        }
    }

    private func checkApprovals(_ change: Change, on db: any Queryable) async throws {
        let given = try await ApprovalRepository(db).countValid(
            change.id, digest: change.digest, roles: Self.roles(answering: change))
        guard given >= change.approvalsNeeded else {
            throw Problem(
                .conflict, code: "approvals_expired",
                "\(given) of \(change.approvalsNeeded) approvals still count; the others have expired or their givers may "
                    + "not approve any more. Plan the change again to ask anew.")
        }
    }
}
