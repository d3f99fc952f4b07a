import Domain
import Persistence

extension Store {
    /// A new job of the kind, which a worker has just claimed.
    func runningJob(_ kind: JobKind, by worker: WorkerID? = nil) async throws -> Job {
        let jobs = JobRepository(database)
        let id = try await jobs.enqueue(NewJob(kind))
        let claimer = if let worker { worker } else { try await self.worker() }
        guard let job = try await jobs.claim(workerID: claimer, kinds: [kind], limit: 1).first, job.id == id else {
            throw SampleError(text: "another job was claimed")
        }
        return job
    }

    /// Ends running jobs well.
    func succeed(_ jobs: [Job]) async throws {
        let accepted = try await JobRepository(database).end(
            jobs.map { JobEnding($0.id, token: $0.fencingToken, .succeeded(.null)) })
        guard accepted.count == jobs.count else { throw SampleError(text: "an end was refused") }
    }
}
