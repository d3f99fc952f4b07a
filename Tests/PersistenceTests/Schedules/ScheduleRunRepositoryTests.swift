import Domain
import Foundation
import Persistence
import Testing

struct ScheduleRunRepositoryTests {
    private let due = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `a due time has one row`() async throws {
        try await Store.with { store in
            let schedule = try await store.schedule("a")
            let runs = ScheduleRunRepository(store.database)
            let new = NewScheduleRun(of: schedule.id, dueAt: due, reason: .blackout, detail: "Freeze")
            let stored = try await runs.insert(new, decidedAt: due)
            #expect(stored.reason == .blackout && stored.detail == "Freeze" && stored.occurrences == 1)
            await #expect(throws: Problem.self) {
                try await runs.insert(NewScheduleRun(of: schedule.id, dueAt: due, reason: .missed), decidedAt: due)
            }
            #expect(try await runs.list(schedule.id, .first).elements == [stored])
            #expect(try await runs.decided(schedule.id, from: due, to: due) == [due])
        }
    }

    @Test func `a run that ran has jobs, and one that did not has none`() async throws {
        try await Store.with { store in
            let schedule = try await store.schedule("a")
            await #expect(throws: Problem.self) {
                try await ScheduleRunRepository(store.database).insert(
                    NewScheduleRun(of: schedule.id, dueAt: due, reason: .onTime), decidedAt: due)
            }
        }
    }

    @Test func `the tally follows the jobs`() async throws {
        try await Store.with { store in
            let schedule = try await store.schedule("a")
            let runs = ScheduleRunRepository(store.database)
            let jobs = JobRepository(store.database)
            var new = NewScheduleRun(of: schedule.id, dueAt: due, reason: .onTime)
            new.jobIDs = try await jobs.enqueue([NewJob(.backUpDevice), NewJob(.backUpDevice)])
            let run = try await runs.insert(new, decidedAt: due)
            #expect(try await runs.hasUnfinishedJobs(schedule.id))
            _ = try await jobs.requestCancel(run.jobIDs[0])
            let tally = try #require(try await runs.tallies(of: [run])[run.id])
            #expect(tally.unfinished == 1 && tally.failed == 1 && tally.succeeded == 0)
            _ = try await jobs.requestCancel(run.jobIDs[1])
            #expect(try await !runs.hasUnfinishedJobs(schedule.id))
            #expect(try await runs.latest(of: [schedule.id]).map(\.id) == [run.id])
        }
    }
}
