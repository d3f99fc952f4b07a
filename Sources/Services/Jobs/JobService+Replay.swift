public import Domain
import Persistence

extension JobService {
    /// Does a job again that was given up, as a new job of the actor; who may ask for such a job may do this.
    public func replay(_ id: Job.ID, by actor: Actor) async throws -> Job {
        try actor.require(.readDevices)
        let old = try await find(id, by: actor)
        try actor.require(old.kind.permission)
        let reason = old.whyNoReplay
        guard reason.isEmpty else {
            throw Problem(
                .conflict, code: old.changeID == nil ? "job_not_given_up" : "job_belongs_to_change", reason)
        }
        return try await database.transaction { db in
            let jobs = JobRepository(db)
            let uniqueKey = try await jobs.lockEnded(id)
            if let replay = try await jobs.replay(of: id) {
                throw Problem(.conflict, code: "job_replayed", "Job \(replay) does it again already.")
            }
            try await check(old, on: db)
            let job = old.again(uniqueKey: uniqueKey, by: actor)
            let placed = try await jobs.enqueue(job)
            guard placed == job.id, let new = try await jobs.find(placed) else {
                throw Problem(
                    .conflict, code: "job_under_way",
                    "The same work is under way already as job \(placed). Wait for its end.")
            }
            try await EventRepository(db).append(.job(id), kind: "replay", subject: new.id.description)
            try await AuditRepository(db).append(
                actor.entry("job.replay", "job", new.id, "Asked to do job \(id) again"))
            return new
        }
    }

    private func check(_ job: Job, on db: any Queryable) async throws {
        guard let id = job.deviceID else { return }
        guard let device = try await DeviceRepository(db).find(id) else {
            throw Problem(.conflict, code: "device_gone", "The device of this job was removed.")
        }
        guard device.credentialSetID != nil else {
            throw Problem(
                .conflict, code: "device_without_credentials",
                "\(device.name) has no credential set, so nobody can sign in to it. Edit the device and choose one.")
        }
    }
}

extension Job {
    /// Why it cannot be done again; empty when it can.
    public var whyNoReplay: String {
        if changeID != nil {
            return
                "This job is part of a change. What it left undone is settled on the change's page, so that nothing is "
                + "sent twice."
        }
        if !state.isFinal { return "It has not ended." }
        return state.isGivenUp ? "" : "Only a job that was given up can be done again. Ask for a new one."
    }

    /// The same work as a new job.
    fileprivate func again(uniqueKey: String?, by actor: Actor) -> NewJob {
        var job = NewJob(
            kind, arguments: arguments, deviceID: deviceID, requestedBy: actor.user.id, uniqueKey: uniqueKey,
            keys: keys,
            rules: JobRules(
                maxAttempts: maxAttempts, isRepeatable: isRepeatable, priority: priority, retention: retention))
        job.replayOf = id
        return job
    }
}

extension JobKind {
    /// Who may ask for a job of this kind; what is not listed only administrators may.
    public var permission: Permission {
        switch self {
        case .testConnection, .readConfiguration, .readFacts, .backUpDevice: .readDevices
        case .archiveConfigurations, .pushArchive, .indexConfigurations: .readDevices
        case .pruneBackups: .editCredentials
        case .planChange: .proposeChanges
        case .runTarget: .runChanges
        default: .manageQueue
        }
    }
}
