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
                                    workerID: worker, kinds: [.planChange], limit: 3)
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
            let (worker, other) = (try await store.worker(), try await store.worker())
            let (first, second) = try await store.database.transaction { db in
                let first = try await JobRepository(db).claim(
                    workerID: worker, kinds: [.planChange], limit: 2)
                let second = try await JobRepository(store.database).claim(
                    workerID: other, kinds: [.planChange], limit: 4)
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
                try await jobs.claim(workerID: worker, kinds: kinds, limit: limit).map(\.id)
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

    @Test func `a job that its worker does not know of is taken back, and only that one`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let worker = try await store.worker("a")
            let ids = try await jobs.enqueue([NewJob(.planChange), NewJob(.planChange), NewJob(.planChange)])
            let other = try await store.runningJob(.backUpDevice)
            let claimed = try await jobs.claim(workerID: worker, kinds: [.planChange], limit: 3)
            let claims = try await jobs.claims(of: worker)
            #expect(Set(claims) == Set(claimed.map { JobClaim($0.id, token: $0.fencingToken) }))
            #expect(try await jobs.rescueUnknown(of: worker, [ids[1], other.id]).map(\.id) == [ids[1]])
            #expect(try await jobs.find(ids[1])?.state == .queued)
        }
    }

    @Test func `jobs of a dead worker are queued again or interrupted, and say so`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let (dead, living) = (try await store.worker("host7"), try await store.worker("host8"))
            let alive = try await store.runningJob(.runTarget, by: living)
            let plan = try await jobs.enqueue(NewJob(.planChange))
            let backup = try await jobs.enqueue(NewJob(.backUpDevice))
            _ = try await jobs.claim(workerID: dead, kinds: JobKind.allCases, limit: 10)
            let rescued = try await jobs.rescue(from: dead)
            #expect(rescued.map(\.id) == [plan, backup])
            let again = rescued[0]
            #expect(again.state == .queued && again.attempt == 1 && again.workerID == nil && again.finishedAt == nil)
            let ended = rescued[1]
            #expect(ended.state == .interrupted && ended.finishedAt != nil)
            let sentence = "The worker on host7 (process 4711) died or lost the database while it ran this."
            #expect(ended.failures.map(\.message) == [sentence] && again.failures.map(\.attempt) == [1])
            #expect(try await jobs.find(alive.id)?.state == .running)
            #expect(try await jobs.rescue(from: dead).isEmpty)
        }
    }

    @Test func `a repeatable job without attempts left is interrupted`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let id = try await jobs.enqueue(NewJob(.planChange))
            for attempt in 1...3 {
                let worker = try await store.worker()
                let claimed = try await jobs.claim(workerID: worker, kinds: [.planChange], limit: 1)
                #expect(claimed.map(\.attempt) == [attempt])
                _ = try await jobs.rescue(from: worker)
            }
            let job = try await jobs.find(id)
            #expect(job?.state == .interrupted && job?.failures.count == 3)
        }
    }

    @Test func `a late result of a worker that was given up is refused`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let (dead, next) = (try await store.worker("dead"), try await store.worker("next"))
            let old = try await store.runningJob(.planChange, by: dead)
            _ = try await jobs.rescue(from: dead)
            func late(_ outcome: JobEnding.Outcome) async throws -> Bool {
                try await !jobs.end([JobEnding(old.id, token: old.fencingToken, outcome)]).isEmpty
            }
            #expect(try await late(.succeeded(.null)) == false)
            let new = try #require(try await jobs.claim(workerID: next, kinds: [.planChange], limit: 1).first)
            #expect(new.fencingToken == old.fencingToken + 1)
            #expect(try await late(.succeeded(.null)) == false)
            #expect(try await late(.failed("x")) == false)
            #expect(try await late(.retry(afterSeconds: 0, "x")) == false)
            #expect(try await jobs.setProgress(old.id, token: old.fencingToken, "x") == false)
            #expect(try await jobs.find(old.id) == new)
            #expect(
                try await jobs.end([JobEnding(new.id, token: new.fencingToken, .succeeded(.integer(1)))]) == [new.id])
            #expect(try await jobs.find(old.id)?.result == .integer(1))
        }
    }

    @Test func `a worker that is paused, stopped or given up is given nothing`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let workers = WorkerRepository(store.database)
            try await jobs.enqueue(NewJob(.planChange))
            let (paused, stopped, lost) = (try await store.worker(), try await store.worker(), try await store.worker())
            #expect(try await workers.want(.pause, of: paused))
            try await workers.stop(stopped)
            #expect(try await workers.giveUp(lost, at: 0))
            for worker in [paused, stopped, lost] {
                #expect(try await jobs.claim(workerID: worker, kinds: [.planChange], limit: 1).isEmpty)
            }
            #expect(try await workers.heartbeat(paused, running: 0, finished: 0)?.wish == .pause)
            #expect(try await workers.heartbeat(lost, running: 0, finished: 0) == nil)
            #expect(try await workers.want(.run, of: paused))
            #expect(try await jobs.claim(workerID: paused, kinds: [.planChange], limit: 1).count == 1)
            #expect(try await workers.want(.run, of: lost) == false)
        }
    }

    @Test func `a worker whose heart has beaten again is not given up`() async throws {
        try await Store.with { store in
            let workers = WorkerRepository(store.database)
            let worker = try await store.worker()
            #expect(try await workers.heartbeat(worker, running: 0, finished: 0)?.wish == .run)
            #expect(try await workers.giveUp(worker, at: 0) == false)
            #expect(try await workers.heartbeats() == [worker: 1])
        }
    }

    @Test func `the answer to a heartbeat names the jobs that someone wants stopped`() async throws {
        try await Store.with { store in
            let (worker, other) = (try await store.worker(), try await store.worker())
            let job = try await store.runningJob(.planChange, by: worker)
            let foreign = try await store.runningJob(.planChange, by: other)
            let workers = WorkerRepository(store.database)
            #expect(try await workers.heartbeat(worker, running: 1, finished: 0)?.stop == [])
            for id in [job.id, foreign.id] { _ = try await JobRepository(store.database).requestCancel(id) }
            #expect(try await workers.heartbeat(worker, running: 1, finished: 0)?.stop == [job.id])
        }
    }

    /// Devices it had to do with came before everything else, for as long as there were jobs on them.
    @Test func `a device with a session is preferred by a minute, and never to what is more urgent`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let worker = try await store.worker()
            let (warm, cold) = (try await store.device("warm"), try await store.device("cold"))
            func enqueue(_ device: Device, _ priority: JobPriority) async throws -> Job.ID {
                try await jobs.enqueue(NewJob(.planChange, deviceID: device.id, rules: JobRules(priority: priority)))
            }
            let old = try await enqueue(cold, .normal)
            try await store.pool.execute(
                """
                UPDATE job SET scheduled_at = now() - interval '5 minutes', turn = job_turn(now() - interval '5 minutes', 1)
                """)
            let cool = try await enqueue(cold, .normal)
            let preferred = try await enqueue(warm, .normal)
            let urgent = try await enqueue(cold, .interactive)
            var order: [Job.ID] = []
            for _ in 1...4 {
                let claimed = try await jobs.claim(
                    workerID: worker, kinds: [.planChange], limit: 1, warmDevices: [warm.id])
                order += claimed.map(\.id)
            }
            #expect(order == [urgent, old, preferred, cool])
        }
    }
}
