import Domain
import Foundation
import Persistence
import Testing

struct JobRepositoryOutcomeTests {
    /// A job of the kind that a worker runs.
    private func running(_ store: Store, _ kind: JobKind = .planChange) async throws -> Job {
        let jobs = JobRepository(store.database)
        try await jobs.enqueue(NewJob(kind))
        let worker = try await store.worker()
        return try #require(try await jobs.claim(workerID: worker, kinds: [kind], limit: 1, leaseSeconds: 60).first)
    }

    @Test func `a success ends the job with its result, once`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let job = try await running(store)
            #expect(try await jobs.setProgress(job.id, token: 1, "Reading a"))
            #expect(try await jobs.find(job.id)?.progress == "Reading a")
            #expect(try await jobs.succeed(job.id, token: 1, result: .object(["plan": .string("x")])))
            let ended = try await jobs.find(job.id)
            #expect(ended?.state == .succeeded && ended?.result == .object(["plan": .string("x")]))
            #expect(ended?.finishedAt != nil && ended?.workerID == nil && ended?.progress == "")
            #expect(try await jobs.succeed(job.id, token: 1, result: .null) == false)
            let kinds = try await EventRepository(store.database).list(.job(job.id), after: 0, limit: 10).map(\.kind)
            #expect(kinds == ["state", "state", "progress", "state"])
        }
    }

    @Test func `a failure is tried again while attempts are left, and every attempt is kept`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            var job = try await running(store)
            let soon = Date(timeIntervalSinceNow: -1)
            for attempt in 1...2 {
                #expect(
                    try await jobs.fail(job.id, token: job.fencingToken, message: "Fault \(attempt)", retryAt: soon))
                #expect(try await jobs.find(job.id)?.state == .queued)
                let worker = try await store.worker()
                job = try #require(
                    try await jobs.claim(workerID: worker, kinds: [.planChange], limit: 1, leaseSeconds: 60).first)
            }
            #expect(try await jobs.fail(job.id, token: job.fencingToken, message: "Fault 3", retryAt: soon))
            let ended = try #require(try await jobs.find(job.id))
            #expect(ended.state == .failed && ended.failures.map(\.message) == ["Fault 1", "Fault 2", "Fault 3"])
            #expect(ended.failures.map(\.attempt) == [1, 2, 3])
            #expect(ended.failures.allSatisfy { abs($0.at.timeIntervalSinceNow) < 600 })
        }
    }

    @Test func `a failure without a time to retry is final, and so is one that someone wanted stopped`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let job = try await running(store)
            #expect(try await jobs.fail(job.id, token: 1, message: "Broken", retryAt: nil))
            #expect(try await jobs.find(job.id)?.state == .failed)
            let stopped = try await running(store, .runTarget)
            _ = try await jobs.requestCancel(stopped.id)
            #expect(try await jobs.fail(stopped.id, token: 1, message: "Broken", retryAt: Date()))
            #expect(try await jobs.find(stopped.id)?.state == .failed)
        }
    }

    @Test func `a snooze does not count as an attempt and is not due before its time`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let job = try await running(store, .backUpDevice)
            #expect(try await jobs.snooze(job.id, token: 1, untilSeconds: 60, progress: "Waiting for change #1"))
            let waiting = try #require(try await jobs.find(job.id))
            #expect(waiting.state == .queued && waiting.attempt == 0 && waiting.progress == "Waiting for change #1")
            #expect(waiting.scheduledAt.timeIntervalSinceNow > 30)
            let worker = try await store.worker()
            #expect(
                try await jobs.claim(workerID: worker, kinds: [.backUpDevice], limit: 1, leaseSeconds: 60).isEmpty)
            #expect(try await jobs.snooze(job.id, token: 1, untilSeconds: 60, progress: "") == false)
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
            let job = try await running(store)
            #expect(try await jobs.requestCancel(job.id)?.state == .running)
            #expect(try await jobs.cancel(job.id, token: 1, message: "Stopped by alice."))
            let ended = try await jobs.find(job.id)
            #expect(ended?.state == .cancelled && ended?.progress == "Stopped by alice.")
            #expect(try await jobs.requestCancel(Job.ID()) == nil)
        }
    }
}
