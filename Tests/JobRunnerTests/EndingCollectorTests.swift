import Domain
import Logging
import Persistence
import Testing

@testable import JobRunner

@Suite(.timeLimit(.minutes(5))) struct EndingCollectorTests {
    private func claimed(_ bench: Bench, _ count: Int) async throws -> [Job] {
        let worker = WorkerID()
        try await bench.workers.insert(id: worker, host: "a", processID: 1, version: "1")
        try await bench.jobs.enqueue((0..<count).map { _ in NewJob(.planChange) })
        return try await bench.jobs.claim(workerID: worker, kinds: [.planChange], limit: count)
    }

    private func store(_ endings: [JobEnding], _ bench: Bench) async -> [Job.ID: Bool] {
        let collector = EndingCollector(database: bench.database, logger: Logger(label: "test"))
        return await withTaskGroup(of: (Job.ID, Bool).self) { group in
            for ending in endings { group.addTask { (ending.id, await collector.store(ending)) } }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    @Test func `many ends at once are all stored, and a late one is refused`() async throws {
        try await Bench.with { bench in
            let jobs = try await claimed(bench, 300)
            var endings = jobs.map { JobEnding($0.id, token: $0.fencingToken, .succeeded(.null)) }
            endings[7] = JobEnding(jobs[7].id, token: jobs[7].fencingToken - 1, .succeeded(.null))
            let accepted = await store(endings, bench)
            #expect(accepted.filter { !$0.value }.map(\.key) == [jobs[7].id])
            #expect(try await bench.jobs.list(JobFilter(states: [.succeeded])).total == 299)
        }
    }

    @Test func `one end that cannot be stored keeps no other from it, and its job fails`() async throws {
        try await Bench.with { bench in
            let jobs = try await claimed(bench, 5)
            var endings = jobs.map { JobEnding($0.id, token: $0.fencingToken, .succeeded(.null)) }
            endings[2] = JobEnding(jobs[2].id, token: jobs[2].fencingToken, .wait(seconds: .infinity, "For ever."))
            #expect(await store(endings, bench).values.allSatisfy { $0 })
            #expect(try await bench.jobs.find(jobs[2].id)?.state == .failed)
            #expect(try await bench.jobs.list(JobFilter(states: [.succeeded])).total == 4)
        }
    }

    @Test func `an end whose answer was lost and that is stored again changes nothing`() async throws {
        try await Bench.with { bench in
            let jobs = try await claimed(bench, 2)
            let endings = [
                JobEnding(jobs[0].id, token: jobs[0].fencingToken, .succeeded(.null)),
                JobEnding(jobs[1].id, token: jobs[1].fencingToken, .retry(afterSeconds: 60, "Again.")),
            ]
            #expect(await store(endings, bench).values.allSatisfy { $0 })
            #expect(await store(endings, bench).values.allSatisfy { !$0 })
            #expect(try await bench.jobs.find(jobs[0].id)?.state == .succeeded)
            let again = try #require(try await bench.jobs.find(jobs[1].id))
            #expect(again.state == .queued && again.attempt == 1 && again.failures.count == 1)
        }
    }
}
