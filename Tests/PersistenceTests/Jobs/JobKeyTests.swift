import Domain
import Foundation
import Persistence
import Postgres
import Testing

struct JobKeyTests {
    private func key(_ class: String, _ name: String) throws -> JobKey {
        try #require(JobKey(class: `class`, name: name))
    }

    private func job(_ keys: JobKey..., priority: JobPriority = .normal) -> NewJob {
        NewJob(.backUpDevice, keys: keys, rules: JobRules(isRepeatable: true, priority: priority))
    }

    private func claim(_ store: Store, _ limit: Int = 100) async throws -> [Job] {
        try await JobRepository(store.database).claim(workerID: store.worker(), kinds: [.backUpDevice], limit: limit)
    }

    @Test func `a device has one job at a time; the others wait in line and go on one by one, in order`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let device = try key("device", "a")
            let ids = try await jobs.enqueue((0..<4).map { _ in job(device) })
            for (index, id) in ids.enumerated() {
                let claimed = try await claim(store)
                #expect(claimed.map(\.id) == [id])
                #expect(try await claim(store).isEmpty)
                if index == 0 {
                    let second = try #require(try await jobs.find(ids[1]))
                    #expect(second.state == .queued && second.waitingFor == device && second.waitingSince != nil)
                }
                try await store.succeed(claimed)
            }
            #expect(try await store.holds().isEmpty)
        }
    }

    @Test func `what shares nothing passes those that wait`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let a = try key("device", "a")
            let ids = try await jobs.enqueue([job(a), job(a), job(), job(try key("device", "b")), job(a)])
            #expect(try await claim(store).map(\.id) == [ids[0], ids[2], ids[3]])
        }
    }

    @Test func `a limit of three lets three run, under many workers at once, and never a fourth`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let site = try key("site", "berlin")
            try await jobs.enqueue((0..<60).map { _ in job(site) })
            try await store.pool.execute("INSERT INTO job_key (name, concurrency) VALUES (\(site), 3)")
            let most = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        var most = 0
                        while true {
                            let mine = try await claim(store, 5)
                            let running = try await store.holds().count
                            most = max(most, running)
                            try await store.succeed(mine)
                            if try await jobs.list(JobFilter(states: [.queued])).total == 0 { return most }
                        }
                    }
                }
                return try await group.reduce(0, max)
            }
            #expect(most <= 3)
            #expect(try await jobs.list(JobFilter(states: [.succeeded])).total == 60)
            #expect(try await store.holds().isEmpty)
        }
    }

    @Test func `who waits for one key leaves the room of its other keys to the next`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let (a, b) = (try key("device", "a"), try key("device", "b"))
            let ids = try await jobs.enqueue([job(a), job(b, a), job(b)])
            // The second needs both and waits for «a»; the third has «b» for itself.
            let first = try await claim(store)
            #expect(first.map(\.id) == [ids[0], ids[2]])
            try await store.succeed([first[0]])
            #expect(try await claim(store).isEmpty)
            #expect(try await jobs.find(ids[1])?.waitingFor == b)
            try await store.succeed([first[1]])
            #expect(try await claim(store).map(\.id) == [ids[1]])
        }
    }

    @Test func `urgent ones stand before others in the line, whenever they came`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let a = try key("device", "a")
            let running = try await jobs.enqueue(job(a))
            let claimed = try await claim(store)
            #expect(claimed.map(\.id) == [running])
            let bulk = try await jobs.enqueue(job(a, priority: .bulk))
            let urgent = try await jobs.enqueue(job(a, priority: .interactive))
            #expect(try await claim(store).isEmpty)
            try await store.succeed(claimed)
            let next = try await claim(store)
            #expect(next.map(\.id) == [urgent])
            try await store.succeed(next)
            #expect(try await claim(store).map(\.id) == [bulk])
        }
    }

    @Test func `a rate lets so many start, and says when the next may`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let login = try key("credential", "tacacs")
            try await jobs.enqueue((0..<5).map { _ in job(login) })
            try await store.pool.execute("INSERT INTO job_key (name, rate, rate_seconds) VALUES (\(login), 2, 3600)")
            let first = try await claim(store)
            #expect(first.count == 2)
            try await store.succeed(first)
            #expect(try await claim(store).isEmpty)
            let seconds = try #require(try await jobs.secondsUntilNextDue(kinds: [.backUpDevice]))
            #expect(seconds > 1700 && seconds <= 1800)
            // Half an hour later there is one more.
            try await store.pool.execute(
                "UPDATE job_key SET filled_at = filled_at - interval '30 minutes', wake_at = now() WHERE name = \(login)"
            )
            #expect(try await claim(store).count == 1)
            #expect(try await claim(store).isEmpty)
        }
    }

    @Test func `a clock that goes back gives nothing away and loses nothing`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let login = try key("credential", "tacacs")
            try await jobs.enqueue((0..<4).map { _ in job(login) })
            try await store.pool.execute("INSERT INTO job_key (name, rate, rate_seconds) VALUES (\(login), 2, 3600)")
            #expect(try await claim(store).count == 2)
            try await store.pool.execute("UPDATE job_key SET filled_at = now() + interval '1 hour', wake_at = now()")
            #expect(try await claim(store).isEmpty)
        }
    }

    @Test func `keys are free again after a failure, a wait, a stop and a rescue`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let a = try key("device", "a")
            let endings: [JobEnding.Outcome] = [
                .failed("x"), .cancelled("x"), .wait(seconds: 600, "x"), .retry(afterSeconds: 600, "x"),
            ]
            for outcome in endings {
                try await jobs.enqueue(job(a))
                let claimed = try #require(try await claim(store).first)
                #expect(try await store.holds() == ["device:a"])
                _ = try await jobs.end([JobEnding(claimed.id, token: claimed.fencingToken, outcome)])
                #expect(try await store.holds().isEmpty)
            }
            try await jobs.enqueue(job(a))
            let lost = try #require(try await claim(store).first)
            _ = try await jobs.rescue(from: try #require(lost.workerID))
            #expect(try await store.holds().isEmpty)
        }
    }

    @Test func `giving a share back twice frees nobody else's`() async throws {
        // Solid Queue's semaphore counted down twice and let a job with limit 1 run eleven times (rails/solid_queue 761).
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let a = try key("device", "a")
            try await jobs.enqueue([job(a), job(a)])
            let first = try #require(try await claim(store).first)
            try await store.succeed([first])
            let second = try #require(try await claim(store).first)
            #expect(try await jobs.end([JobEnding(first.id, token: first.fencingToken, .succeeded(.null))]).isEmpty)
            try await store.pool.execute("SELECT release_keys('{device:a}', \([first.id]), '{1}')")
            #expect(try await store.holds() == ["device:a"])
            #expect(second.state == .running)
        }
    }

    @Test func `a cancelled job leaves the line; a share whose job is gone is swept`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let a = try key("device", "a")
            let ids = try await jobs.enqueue([job(a), job(a), job(a)])
            let first = try await claim(store)
            #expect(try await claim(store).isEmpty)
            _ = try await jobs.requestCancel(ids[1])
            try await store.pool.execute("DELETE FROM job WHERE id = \(first[0].id)")
            #expect(try await jobs.sweep() == 1)
            #expect(try await claim(store).map(\.id) == [ids[2]])
        }
    }

    /// It was woken, taken up by nobody, and who stood behind it waited although the device was free.
    @Test func `a job of a paused kind lets those behind it in the line of a key pass`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let device = try key("device", "a")
            let first = try await jobs.enqueue(job(device))
            let running = try await claim(store)
            #expect(running.map(\.id) == [first])
            let paused = try await jobs.enqueue(NewJob(.testConnection, keys: [device]))
            let behind = try await jobs.enqueue(job(device, priority: .bulk))
            let worker = try await store.worker()
            let kinds: [JobKind] = [.testConnection, .backUpDevice]
            #expect(try await jobs.claim(workerID: worker, kinds: kinds, limit: 10).isEmpty, "both wait for the key")
            let user = try await store.user("alice")
            #expect(try await JobPauseRepository(store.database).insert(.testConnection, by: user.id))
            try await store.succeed(running)
            let next = try await jobs.claim(workerID: worker, kinds: kinds, limit: 10)
            #expect(next.map(\.id) == [behind])
            #expect(try await jobs.find(paused)?.state == .queued)
        }
    }
}

extension Store {
    /// The keys that are held, one for each share.
    fileprivate func holds() async throws -> [String] {
        try await pool.rows("SELECT key FROM job_hold ORDER BY key, slot").map { try $0.decode("key") }
    }
}
