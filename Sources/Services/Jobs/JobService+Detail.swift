public import Domain
import Persistence

extension JobService {
    /// One job with everything that is known of it.
    public func detail(_ id: Job.ID, by actor: Actor) async throws -> JobDetail {
        let job = try await find(id, by: actor)
        let jobs = JobRepository(database)
        let delay = try await delays(of: [job], by: actor)[id]
        var holders: [Job.ID] = []
        if case .key(let wait) = delay { holders = wait.holders }
        let replay = job.state.isGivenUp ? try await jobs.replay(of: id) : nil
        return JobDetail(
            job: job, subject: try await subjects(of: [job], by: actor)[id], delay: delay,
            holders: try await jobs.find(ids: holders),
            prerequisites: job.prerequisitesLeft > 0 ? try await jobs.prerequisites(of: id, limit: 20) : [],
            keyNames: try await names(of: Set(job.keys), by: actor), children: try await jobs.tally(of: id),
            replayedBy: replay, worker: try await worker(of: job),
            events: try await EventRepository(database).newest(.job(id), limit: 300),
            whyNoReplay: replay == nil ? job.whyNoReplay : "It is being done again already.")
    }

    /// What happened to a job after an event, in order; at most `limit`.
    public func events(of id: Job.ID, after event: Int, limit: Int, by actor: Actor) async throws -> [Event] {
        _ = try await find(id, by: actor)
        return try await EventRepository(database).list(.job(id), after: event, limit: limit)
    }

    private func worker(of job: Job) async throws -> WorkerProcess? {
        guard let id = job.workerID else { return nil }
        return try await WorkerRepository(database).find(id)
    }
}
