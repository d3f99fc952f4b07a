import Domain
import Foundation
import Persistence
import Postgres
import Testing

struct JobOrderTests {
    private func job(_ priority: JobPriority, at: Date? = nil) -> NewJob {
        var job = NewJob(.backUpDevice, rules: JobRules(priority: priority))
        job.scheduledAt = at
        return job
    }

    private func claim(_ store: Store, _ limit: Int = 100, floors: [JobPriority: Date] = [:]) async throws -> [Job.ID] {
        try await JobRepository(store.database).claim(
            workerID: store.worker(), kinds: [.backUpDevice], limit: limit, floors: floors
        ).map(\.id)
    }

    @Test func `urgent goes first, then normal, then bulk`() async throws {
        try await Store.with { store in
            let ids = try await JobRepository(store.database).enqueue([job(.bulk), job(.normal), job(.interactive)])
            #expect(try await claim(store, 1) == [ids[2]])
            #expect(try await claim(store) == [ids[1], ids[0]])
        }
    }

    @Test func `who has waited a quarter of an hour longer passes the next priority`() async throws {
        try await Store.with { store in
            let old = Date(timeIntervalSinceNow: -16 * 60)
            let ids = try await JobRepository(store.database).enqueue([job(.normal), job(.bulk, at: old)])
            #expect(try await claim(store) == [ids[1], ids[0]])
        }
    }

    @Test func `a job for later is not started before its time`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let later = try await jobs.enqueue(job(.interactive, at: Date(timeIntervalSinceNow: 600)))
            #expect(try await claim(store).isEmpty)
            let seconds = try #require(try await jobs.secondsUntilNextDue(kinds: [.backUpDevice]))
            #expect(seconds > 500 && seconds <= 600)
            let due = try #require(try await jobs.find(later)).scheduledAt
            #expect(abs(due.timeIntervalSinceNow - 600) < 60)
        }
    }

    @Test func `a claim from a floor looks no further back, one from the beginning finds everything`() async throws {
        try await Store.with { store in
            let now = Date()
            let ids = try await JobRepository(store.database).enqueue([
                job(.normal, at: now.addingTimeInterval(-100)), job(.normal, at: now.addingTimeInterval(-50)),
            ])
            #expect(try await claim(store, floors: [.normal: now.addingTimeInterval(-60)]) == [ids[1]])
            #expect(try await claim(store) == [ids[0]])
        }
    }

    @Test func `jobs on the devices a worker has sessions with come first`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let (a, b) = (try await store.device("a"), try await store.device("b"))
            let ids = try await jobs.enqueue([a, a, b].map { NewJob(.backUpDevice, deviceID: $0.id) })
            let claimed = try await jobs.claim(
                workerID: store.worker(), kinds: [.backUpDevice], limit: 1, warmDevices: [b.id])
            #expect(claimed.map(\.id) == [ids[2]])
        }
    }

    @Test func `of a kind that is paused nothing is started`() async throws {
        try await Store.with { store in
            let ids = try await JobRepository(store.database).enqueue([job(.normal)])
            try await store.pool.execute("INSERT INTO job_pause (kind) VALUES ('back_up_device')")
            #expect(try await claim(store).isEmpty)
            #expect(try await JobRepository(store.database).secondsUntilNextDue(kinds: [.backUpDevice]) == nil)
            try await store.pool.execute("DELETE FROM job_pause")
            #expect(try await claim(store) == ids)
        }
    }

    @Test func `a key that is unique only while it waits lets a second one wait behind the first`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            var job = NewJob(.backUpDevice, uniqueKey: "k")
            job.isUniqueWhileRunning = false
            let first = try await jobs.enqueue(job)
            #expect(try await claim(store) == [first])
            var next = NewJob(.backUpDevice, uniqueKey: "k")
            next.isUniqueWhileRunning = false
            let second = try await jobs.enqueue(next)
            #expect(second != first)
            #expect(try await jobs.enqueue(NewJob(.backUpDevice, uniqueKey: "k")) == second)
        }
    }
}
