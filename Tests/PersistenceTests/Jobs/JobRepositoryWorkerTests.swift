import Domain
import Persistence
import Postgres
import Testing

struct JobRepositoryWorkerTests {
    @Test func `two workers never claim the same job`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let expected = try await jobs.enqueue((0..<100).map { _ in NewJob(.planChange) })
            let workers = [try await store.worker("host1"), try await store.worker("host2")]
            let claimed = try await withThrowingTaskGroup(of: [Job].self) { group in
                for worker in workers {
                    group.addTask {
                        var mine: [Job] = []
                        while true {
                            // A transaction has a connection of its own, so the claims really overlap.
                            let some = try await store.database.transaction { db in
                                try await JobRepository(db).claim(
                                    workerID: worker, kinds: [.planChange], limit: 3, leaseSeconds: 60)
                            }
                            if some.isEmpty { return mine }
                            #expect(some.count <= 3)
                            mine += some
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(claimed.count == 100)
            #expect(Set(claimed.map(\.id)) == Set(expected))
            #expect(claimed.allSatisfy { $0.state == .running && $0.attempt == 1 && $0.fencingToken == 1 })
        }
    }

    @Test func `a claim passes by what another worker is just claiming, without waiting for it`() async throws {
        try await Store.with { store in
            let ids = try await JobRepository(store.database).enqueue((0..<4).map { _ in NewJob(.planChange) })
            let worker = try await store.worker()
            let (first, second) = try await store.database.transaction { db in
                let first = try await JobRepository(db).claim(
                    workerID: worker, kinds: [.planChange], limit: 2, leaseSeconds: 60)
                let second = try await JobRepository(store.database).claim(
                    workerID: worker, kinds: [.planChange], limit: 4, leaseSeconds: 60)
                return (first, second)
            }
            #expect(first.count == 2 && second.count == 2 && Set((first + second).map(\.id)) == Set(ids))
        }
    }

    @Test func `a claim takes the oldest that are due, of the kinds asked for`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let worker = try await store.worker()
            let first = try await jobs.enqueue(NewJob(.planChange))
            let other = try await jobs.enqueue(NewJob(.runTarget))
            let later = try await jobs.enqueue(NewJob(.planChange))
            let future = try await jobs.enqueue(NewJob(.planChange))
            try await store.pool.execute(
                "UPDATE job SET scheduled_at = now() + interval '100 seconds' WHERE id = \(future)")
            func claim(_ kinds: [JobKind], _ limit: Int) async throws -> [Job.ID] {
                try await jobs.claim(workerID: worker, kinds: kinds, limit: limit, leaseSeconds: 60).map(\.id)
            }
            #expect(try await claim([.planChange], 1) == [first])
            #expect(try await claim([.planChange], 10) == [later])
            #expect(try await claim([], 10).isEmpty)
            #expect(try await claim([.planChange, .runTarget], 10) == [other])
            let seconds = try await jobs.secondsUntilNextDue(kinds: [.planChange])
            #expect(seconds.map { $0 > 50 && $0 <= 100 } == true)
            #expect(try await jobs.secondsUntilNextDue(kinds: [.runTarget]) == nil)
        }
    }

    @Test func `a heartbeat extends the leases of its worker and says what to stop`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let (worker, other) = (try await store.worker("a"), try await store.worker("b"))
            let ids = try await jobs.enqueue([NewJob(.planChange), NewJob(.planChange)])
            _ = try await jobs.claim(workerID: worker, kinds: [.planChange], limit: 2, leaseSeconds: 60)
            let asked = try await jobs.requestCancel(ids[0])
            #expect(asked?.state == .running && asked?.cancelRequestedAt != nil)
            try await store.pool.execute("UPDATE job SET lease_expires_at = now() - interval '1 second'")
            let beat = try await jobs.heartbeat(ids, workerID: worker, leaseSeconds: 60)
            #expect(Set(beat.map(\.id)) == Set(ids))
            #expect(beat.filter(\.isCancelRequested).map(\.id) == [ids[0]])
            #expect(try await jobs.heartbeat(ids, workerID: other, leaseSeconds: 60).isEmpty)
            #expect(try await jobs.rescue(repeatable: [.planChange]).isEmpty)
        }
    }

    @Test func `a job that its worker does not know of loses its lease and is rescued`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let worker = try await store.worker("a")
            let ids = try await jobs.enqueue([NewJob(.planChange), NewJob(.planChange)])
            _ = try await jobs.claim(workerID: worker, kinds: [.planChange], limit: 2, leaseSeconds: 60)
            try await store.pool.execute("UPDATE job SET lease_expires_at = now() - interval '1 second'")
            _ = try await jobs.heartbeat([ids[0]], workerID: worker, leaseSeconds: 60)
            #expect(try await jobs.rescue(repeatable: [.planChange]).map(\.id) == [ids[1]])
        }
    }

    @Test func `jobs of a dead worker are queued again or interrupted, and say so`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let worker = try await store.worker("host7")
            let plan = try await jobs.enqueue(NewJob(.planChange))
            let backup = try await jobs.enqueue(NewJob(.backUpDevice))
            let alive = try await jobs.enqueue(NewJob(.runTarget))
            _ = try await jobs.claim(workerID: worker, kinds: JobKind.allCases, limit: 10, leaseSeconds: 60)
            #expect(try await jobs.rescue(repeatable: [.planChange]).isEmpty)
            try await store.pool.execute(
                "UPDATE job SET lease_expires_at = now() - interval '1 second' WHERE id <> \(alive)")
            let rescued = try await jobs.rescue(repeatable: [.planChange, .runTarget])
            #expect(Set(rescued.map(\.id)) == [plan, backup])
            let again = try #require(rescued.first { $0.id == plan })
            #expect(again.state == .queued && again.attempt == 1 && again.workerID == nil && again.finishedAt == nil)
            let ended = try #require(rescued.first { $0.id == backup })
            #expect(ended.state == .interrupted && ended.finishedAt != nil)
            let sentence = "The worker on host7 (process 4711) died or lost the database while it ran this."
            #expect(ended.failures.map(\.message) == [sentence] && again.failures.map(\.attempt) == [1])
            #expect(try await jobs.find(alive)?.state == .running)
        }
    }

    @Test func `a repeatable job without attempts left is interrupted`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let worker = try await store.worker()
            let id = try await jobs.enqueue(NewJob(.planChange))
            for attempt in 1...3 {
                let claimed = try await jobs.claim(
                    workerID: worker, kinds: [.planChange], limit: 1, leaseSeconds: 60)
                #expect(claimed.map(\.attempt) == [attempt])
                try await store.pool.execute("UPDATE job SET lease_expires_at = now() - interval '1 second'")
                _ = try await jobs.rescue(repeatable: [.planChange])
            }
            let job = try await jobs.find(id)
            #expect(job?.state == .interrupted && job?.failures.count == 3)
        }
    }

    @Test func `a late result of a worker that was given up is refused`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let (dead, next) = (try await store.worker("dead"), try await store.worker("next"))
            let id = try await jobs.enqueue(NewJob(.planChange))
            let old = try #require(
                try await jobs.claim(workerID: dead, kinds: [.planChange], limit: 1, leaseSeconds: 60).first)
            try await store.pool.execute("UPDATE job SET lease_expires_at = now() - interval '1 second'")
            _ = try await jobs.rescue(repeatable: [.planChange])
            #expect(try await jobs.succeed(id, token: old.fencingToken, result: .null) == false)
            let new = try #require(
                try await jobs.claim(workerID: next, kinds: [.planChange], limit: 1, leaseSeconds: 60).first)
            #expect(new.fencingToken == old.fencingToken + 1)
            #expect(try await jobs.succeed(id, token: old.fencingToken, result: .null) == false)
            #expect(try await jobs.fail(id, token: old.fencingToken, message: "x", retryAt: nil) == false)
            #expect(try await jobs.setProgress(id, token: old.fencingToken, "x") == false)
            #expect(try await jobs.find(id) == new)
            #expect(try await jobs.succeed(id, token: new.fencingToken, result: .integer(1)))
            #expect(try await jobs.find(id)?.result == .integer(1))
        }
    }
}
