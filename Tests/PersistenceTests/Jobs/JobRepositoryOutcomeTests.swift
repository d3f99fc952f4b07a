import Domain
import Foundation
import Persistence
import Testing

struct JobRepositoryOutcomeTests {
    @Test func `a success ends the job with its result, once`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let job = try await store.runningJob(.planChange)
            #expect(try await jobs.setProgress(job.id, token: 1, "Reading a"))
            #expect(try await jobs.find(job.id)?.progress == "Reading a")
            let success = JobEnding(job.id, token: 1, .succeeded(.object(["plan": .string("x")])))
            #expect(try await jobs.end([success]) == [job.id])
            let ended = try #require(try await jobs.find(job.id))
            #expect(ended.state == .succeeded && ended.result == .object(["plan": .string("x")]))
            #expect(ended.finishedAt != nil && ended.workerID == job.workerID && ended.progress == "")
            #expect(try await jobs.end([success]).isEmpty)
            let events = try await EventRepository(store.database).list(.job(job.id), after: 0, limit: 10)
            #expect(events.map(\.kind) == ["state", "progress", "state"])
            #expect(events.map(\.subject) == ["running", "", "succeeded"])
        }
    }

    @Test func `many ends are stored in one statement, and one that is refused does not stop the others`() async throws
    {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let ids = try await jobs.enqueue((0..<20).map { _ in NewJob(.planChange) })
            let claimed = try await jobs.claim(workerID: store.worker(), kinds: [.planChange], limit: 20)
            #expect(claimed.map(\.id) == ids)
            var endings = claimed.map { JobEnding($0.id, token: $0.fencingToken, .succeeded(.null)) }
            endings[3] = JobEnding(ids[3], token: 7, .succeeded(.null))
            #expect(try await jobs.end(endings) == Set(ids).subtracting([ids[3]]))
            #expect(try await jobs.list(JobFilter(states: [.running])).elements.map(\.id) == [ids[3]])
        }
    }

    @Test func `a failure is tried again while attempts are left, and every attempt is kept`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            var job = try await store.runningJob(.planChange)
            for attempt in 1...2 {
                let again = JobEnding(job.id, token: job.fencingToken, .retry(afterSeconds: -1, "Fault \(attempt)"))
                #expect(try await jobs.end([again]) == [job.id])
                #expect(try await jobs.find(job.id)?.state == .queued)
                job = try #require(
                    try await jobs.claim(workerID: store.worker(), kinds: [.planChange], limit: 1).first)
            }
            let last = JobEnding(job.id, token: job.fencingToken, .retry(afterSeconds: -1, "Fault 3"))
            #expect(try await jobs.end([last]) == [job.id])
            let ended = try #require(try await jobs.find(job.id))
            #expect(ended.state == .failed && ended.failures.map(\.message) == ["Fault 1", "Fault 2", "Fault 3"])
            #expect(ended.failures.map(\.attempt) == [1, 2, 3])
            #expect(ended.failures.allSatisfy { abs($0.at.timeIntervalSinceNow) < 600 })
        }
    }

    @Test func `a failure that is final ends the job, and so does one of a job that someone wanted stopped`()
        async throws
    {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let job = try await store.runningJob(.planChange)
            #expect(try await jobs.end([JobEnding(job.id, token: 1, .failed("Broken"))]) == [job.id])
            #expect(try await jobs.find(job.id)?.state == .failed)
            let stopped = try await store.runningJob(.runTarget)
            _ = try await jobs.requestCancel(stopped.id)
            _ = try await jobs.end([JobEnding(stopped.id, token: 1, .retry(afterSeconds: 0, "Broken"))])
            #expect(try await jobs.find(stopped.id)?.state == .failed)
        }
    }

    @Test func `a wait does not count as an attempt and is not due before its time`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let job = try await store.runningJob(.backUpDevice)
            let wait = JobEnding(job.id, token: 1, .wait(seconds: 60, "Waiting for change #1"))
            #expect(try await jobs.end([wait]) == [job.id])
            let waiting = try #require(try await jobs.find(job.id))
            #expect(waiting.state == .queued && waiting.attempt == 0 && waiting.progress == "Waiting for change #1")
            #expect(waiting.scheduledAt.timeIntervalSinceNow > 30)
            #expect(try await jobs.claim(workerID: store.worker(), kinds: [.backUpDevice], limit: 1).isEmpty)
            #expect(try await jobs.end([wait]).isEmpty)
            // Its wait is over at once when someone wants it stopped while it runs.
            let other = try await store.runningJob(.runTarget)
            _ = try await jobs.requestCancel(other.id)
            _ = try await jobs.end([JobEnding(other.id, token: 1, .wait(seconds: 60, "Being stopped."))])
            #expect(
                try await jobs.claim(workerID: store.worker(), kinds: [.runTarget], limit: 1).map(\.id) == [other.id])
        }
    }

    @Test func `a queued job is cancelled at once, a running one is asked, a finished one is left alone`() async throws
    {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let queued = try await jobs.enqueue(NewJob(.testConnection))
            let cancelled = try await jobs.requestCancel(queued)
            #expect(cancelled?.state == .cancelled && cancelled?.finishedAt != nil)
            #expect(try await jobs.requestCancel(queued) == nil)
            let job = try await store.runningJob(.planChange)
            #expect(try await jobs.requestCancel(job.id)?.state == .running)
            #expect(try await jobs.end([JobEnding(job.id, token: 1, .cancelled("Stopped by alice."))]) == [job.id])
            let ended = try await jobs.find(job.id)
            #expect(ended?.state == .cancelled && ended?.progress == "Stopped by alice.")
            #expect(try await jobs.requestCancel(Job.ID()) == nil)
        }
    }
}
