public import Domain
import Foundation
import Persistence

extension JobService {
    /// Why each of those of these jobs that are queued has not been started.
    public func delays(of jobs: [Job], by actor: Actor) async throws -> [Job.ID: JobDelay] {
        try actor.require(.view)
        let queued = jobs.filter { $0.state == .queued }
        guard !queued.isEmpty else { return [:] }
        let waits = try await JobWaitRepository(database).find(queued.map(\.id))
        let pauses = try await JobPauseRepository(database).list()
        let hasWorkers = try await WorkerRepository(database).workingCount() > 0
        let now = Date()
        var delays: [Job.ID: JobDelay] = [:]
        for job in queued {
            delays[job.id] =
                if job.prerequisitesLeft > 0 {
                    .jobs(job.prerequisitesLeft)
                } else if job.scheduledAt > now {
                    .until(job.scheduledAt)
                } else if let pause = pauses[job.kind] {
                    .paused(pause)
                } else if !hasWorkers {
                    .noWorker
                } else if let wait = waits[job.id] {
                    .key(wait)
                } else {
                    .turn
                }
        }
        return delays
    }

    /// What people call the keys: the names of devices and credential sets; others, and those that are gone, by themselves.
    public func names(of keys: Set<JobKey>, by actor: Actor) async throws -> [JobKey: String] {
        try actor.require(.view)
        return try await JobKeyNames.load(keys, from: database)
    }
}
