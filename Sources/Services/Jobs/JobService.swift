public import Domain
public import Persistence

/// Shows the background work and stops it on request.
public struct JobService: Sendable {
    let database: Database

    /// A service over the database.
    public init(database: Database) {
        self.database = database
    }

    /// One page of jobs, newest first.
    public func list(_ filter: JobFilter, by actor: Actor) async throws -> Paged<Job> {
        try actor.require(.view)
        return try await JobRepository(database).list(filter)
    }

    /// One job.
    public func find(_ id: Job.ID, by actor: Actor) async throws -> Job {
        try actor.require(.view)
        guard let job = try await JobRepository(database).find(id) else { throw Problem.notFound("job") }
        return job
    }

    /// Stops a job: at once while it waits, within two seconds while it runs. A change is stopped on its own page.
    public func cancel(_ id: Job.ID, by actor: Actor) async throws -> Job {
        let job = try await find(id, by: actor)
        try actor.require(job.changeID == nil ? .readDevices : .runChanges)
        guard job.changeID == nil else {
            throw Problem(
                .conflict, code: "job_belongs_to_change",
                "This job is part of a change. Stop the change on its page, so that every device ends in a named state."
            )
        }
        return try await database.transaction { db in
            guard let stopped = try await JobRepository(db).requestCancel(id) else {
                throw Problem(.conflict, code: "job_finished", "This job has ended already; there is nothing to stop.")
            }
            try await AuditRepository(db).append(actor.entry("job.cancel", "job", id, "Asked to stop a job"))
            return stopped
        }
    }
}
