import Domain
import Persistence
import Testing

struct JobRepositoryEnqueueTests {
    @Test func `a job comes back as enqueued`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let alice = try await store.user("alice", displayName: "Alice")
            let device = try await store.device("a")
            let change = try await store.change(by: alice)
            let new = NewJob(
                .runTarget, arguments: .object(["target": .string("x")]), deviceID: device.id, changeID: change.id,
                requestedBy: alice.id)
            #expect(try await jobs.enqueue(new) == new.id)
            let job = try #require(try await jobs.find(new.id))
            #expect(job.kind == .runTarget && job.state == .queued && job.attempt == 0 && job.maxAttempts == 20)
            #expect(job.arguments == new.arguments && job.deviceID == device.id && job.changeID == change.id)
            #expect(job.requestedBy == UserReference(id: alice.id, name: "Alice"))
            #expect(job.result == .null && job.failures.isEmpty && job.workerID == nil && job.finishedAt == nil)
            #expect(job.priority == .interactive && job.retention == .record && job.isRepeatable && job.keys.isEmpty)
        }
    }

    @Test func `a unique key gives the job that lives, until it is over`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let worker = try await store.worker()
            let first = try await jobs.enqueue(NewJob(.backUpDevice, uniqueKey: "backup:1"))
            #expect(try await jobs.enqueue(NewJob(.backUpDevice, uniqueKey: "backup:1")) == first)
            let claimed = try await jobs.claim(workerID: worker, kinds: [.backUpDevice], limit: 10)
            #expect(claimed.map(\.id) == [first])
            #expect(try await jobs.enqueue(NewJob(.backUpDevice, uniqueKey: "backup:1")) == first)
            #expect(try await jobs.end([JobEnding(first, token: 1, .succeeded(.null))]) == [first])
            let second = try await jobs.enqueue(NewJob(.backUpDevice, uniqueKey: "backup:1"))
            #expect(second != first)
            #expect(try await jobs.list(JobFilter()).total == 2)
        }
    }

    @Test func `many are enqueued in one statement, each with its answer in order`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let living = try await jobs.enqueue(NewJob(.testConnection, uniqueKey: "k"))
            let batch = [
                NewJob(.testConnection), NewJob(.readConfiguration, uniqueKey: "k"),
                NewJob(.planChange, uniqueKey: "n"),
                NewJob(.planChange, uniqueKey: "n"), NewJob(.testConnection),
            ]
            let ids = try await jobs.enqueue(batch)
            #expect(ids == [batch[0].id, living, batch[2].id, batch[2].id, batch[4].id])
            #expect(try await jobs.list(JobFilter()).total == 4)
            #expect(try await jobs.enqueue([]).isEmpty)
        }
    }

    @Test func `twenty at once under one key make one job`() async throws {
        try await Store.with { store in
            let ids = try await withThrowingTaskGroup(of: Job.ID.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await JobRepository(store.database).enqueue(NewJob(.planChange, uniqueKey: "one"))
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            #expect(try await JobRepository(store.database).list(JobFilter()).total == 1)
        }
    }

    @Test func `a list filters by state, kind, device and change`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let device = try await store.device("a")
            let change = try await store.change(by: store.user("alice"))
            let read = try await jobs.enqueue(NewJob(.readConfiguration, deviceID: device.id))
            let plan = try await jobs.enqueue(NewJob(.planChange, changeID: change.id))
            #expect(try await jobs.list(JobFilter()).elements.map(\.id) == [plan, read])
            #expect(try await jobs.list(JobFilter(kinds: [.planChange])).elements.map(\.id) == [plan])
            #expect(try await jobs.list(JobFilter(states: [.failed])).total == 0)
            #expect(try await jobs.list(JobFilter(deviceID: device.id)).elements.map(\.id) == [read])
            #expect(try await jobs.list(JobFilter(changeID: change.id)).elements.map(\.id) == [plan])
        }
    }

    @Test func `many at once are stored together, and what is wrong with one is that one's alone`() async throws {
        try await Store.with { store in
            let jobs = JobRepository(store.database)
            let device = try await store.device("a")
            let outcomes = await withTaskGroup(of: (Int, Result<Job.ID, Problem>).self) { group in
                for number in 0..<100 {
                    let new = NewJob(.testConnection, deviceID: number % 10 == 3 ? Device.ID() : device.id)
                    group.addTask {
                        do throws(Problem) {
                            let id = try await jobs.enqueue(new)
                            return (number, id == new.id ? .success(id) : .failure(Problem.notFound("job")))
                        } catch {
                            return (number, .failure(error))
                        }
                    }
                }
                return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            let refused = outcomes.filter { if case .failure = $0.value { true } else { false } }
            #expect(refused.keys.sorted() == (0..<10).map { 10 * $0 + 3 })
            #expect(try await jobs.list(JobFilter()).total == 90)
        }
    }
}
