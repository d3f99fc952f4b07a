import Domain
import Foundation
import Persistence
import Testing

struct JobFamilyTests {
    private func claim(_ store: Store, _ limit: Int = 100) async throws -> [Job] {
        try await JobRepository(store.database).claim(workerID: store.worker(), kinds: JobKind.allCases, limit: limit)
    }

    private func child(of parent: Job.ID) -> NewJob {
        var job = NewJob(.backUpDevice)
        job.parentID = parent
        return job
    }

    private func after(_ jobs: [Job.ID], runsAfterFailure: Bool = false) -> NewJob {
        var job = NewJob(.testConnection)
        job.prerequisites = jobs
        job.runsAfterFailure = runsAfterFailure
        return job
    }

    @Test func `a parent that waits for its children ends with the last of them, with their tally`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let parent = try await store.runningJob(.planChange)
            try await jobs.enqueue((0..<3).map { _ in child(of: parent.id) })
            _ = try await jobs.end([JobEnding(parent.id, token: 1, .children("Waits for three backups."))])
            #expect(try await jobs.find(parent.id)?.state == .awaiting)
            let children = try await claim(store)
            #expect(children.count == 3)
            try await store.succeed(Array(children.prefix(2)))
            #expect(try await jobs.find(parent.id)?.state == .awaiting)
            _ = try await jobs.end([JobEnding(children[2].id, token: 1, .failed("No route."))])
            let ended = try #require(try await jobs.find(parent.id))
            #expect(ended.state == .failed && ended.failures.last?.message == "1 of 3 did not succeed.")
            #expect(try await jobs.list(JobFilter(parentID: parent.id)).total == 3)
        }
    }

    @Test func `a parent whose children are over already ends at once`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let parent = try await store.runningJob(.planChange)
            try await jobs.enqueue(child(of: parent.id))
            try await store.succeed(try await claim(store))
            _ = try await jobs.end([JobEnding(parent.id, token: 1, .children("Waits."))])
            let ended = try #require(try await jobs.find(parent.id))
            #expect(ended.state == .succeeded && ended.result["succeeded"] == .integer(1))
        }
    }

    @Test func `stopping a parent stops its children`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let parent = try await store.runningJob(.planChange)
            let ids = try await jobs.enqueue([child(of: parent.id), child(of: parent.id)])
            _ = try await jobs.end([JobEnding(parent.id, token: 1, .children("Waits."))])
            let running = try #require(try await claim(store, 1).first)
            _ = try await jobs.requestCancel(parent.id)
            #expect(try await jobs.find(ids[1])?.state == .cancelled)
            #expect(try await jobs.find(running.id)?.cancelRequestedAt != nil)
            _ = try await jobs.end([JobEnding(running.id, token: 1, .cancelled("Stopped."))])
            #expect(try await jobs.find(parent.id)?.state == .cancelled)
        }
    }

    @Test func `a job starts when all that it needs have succeeded, not before`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let first = try await jobs.enqueue([NewJob(.backUpDevice), NewJob(.backUpDevice)])
            let last = try await jobs.enqueue(after(first))
            let claimed = try await claim(store)
            #expect(claimed.map(\.id) == first)
            try await store.succeed([claimed[0]])
            #expect(try await claim(store).isEmpty)
            try await store.succeed([claimed[1]])
            #expect(try await claim(store).map(\.id) == [last])
        }
    }

    @Test func `a job whose need failed is cancelled and says so, and so is what needs that`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let first = try await store.runningJob(.backUpDevice)
            let second = try await jobs.enqueue(after([first.id]))
            let third = try await jobs.enqueue(after([second]))
            let anyway = try await jobs.enqueue(after([first.id], runsAfterFailure: true))
            _ = try await jobs.end([JobEnding(first.id, token: 1, .failed("No route."))])
            let cancelled = try #require(try await jobs.find(second))
            #expect(cancelled.state == .cancelled)
            #expect(cancelled.progress == "It needed job \(first.id), which did not succeed.")
            #expect(try await jobs.find(third)?.state == .cancelled)
            #expect(try await claim(store).map(\.id) == [anyway])
        }
    }

    @Test
    func `a need that is over already counts for nothing, one that failed ends the job, an unknown one is refused`()
        async throws
    {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let good = try await store.runningJob(.backUpDevice)
            try await store.succeed([good])
            let bad = try await store.runningJob(.backUpDevice)
            _ = try await jobs.end([JobEnding(bad.id, token: 1, .failed("No route."))])
            let free = try await jobs.enqueue(after([good.id]))
            let doomed = try await jobs.enqueue(after([good.id, bad.id]))
            #expect(try await jobs.find(doomed)?.state == .cancelled)
            #expect(try await claim(store).map(\.id) == [free])
            await #expect(throws: Problem.self) { try await jobs.enqueue(after([Job.ID()])) }
        }
    }

    @Test func `jobs that need each other's end are settled under many workers at once`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let first = try await jobs.enqueue((0..<20).map { _ in NewJob(.backUpDevice) })
            let last = try await jobs.enqueue(after(first))
            let claimed = try await claim(store)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for job in claimed { group.addTask { try await store.succeed([job]) } }
                try await group.waitForAll()
            }
            #expect(try await jobs.find(last)?.prerequisitesLeft == 0)
            #expect(try await claim(store).map(\.id) == [last])
        }
    }
}
