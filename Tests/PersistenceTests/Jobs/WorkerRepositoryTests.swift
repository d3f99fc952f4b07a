import Domain
import Persistence
import Postgres
import Testing

struct WorkerRepositoryTests {
    @Test func `a worker lives from its start to its end`() async throws {
        try await Store.with { store in
            let workers = WorkerRepository(store.database)
            let id = try await store.worker("host1")
            let started = try #require(try await workers.list(.first).elements.first)
            #expect(started.id == id && started.host == "host1" && started.processID == 4711)
            #expect(started.version == "1.0" && started.stoppedAt == nil)
            _ = try await workers.heartbeat(id, running: 2, finished: 5)
            try await workers.stop(id)
            let stopped = try #require(try await workers.list(.first).elements.first)
            #expect(stopped.heartbeatAt > started.heartbeatAt && stopped.stoppedAt != nil && stopped.finished == 5)
        }
    }

    @Test func `a worker that ended is settled when nothing is left to its name, and asked about until then`()
        async throws
    {
        try await Store.with { store in
            let workers = WorkerRepository(store.database)
            let (dead, living) = (try await store.worker(), try await store.worker())
            let job = try await store.runningJob(.planChange, by: dead)
            _ = try await store.runningJob(.planChange, by: living)
            #expect(try await workers.giveUp(dead, at: 0))
            #expect(try await workers.withLeftovers() == [dead])
            try await store.pool.execute("UPDATE worker SET lost_at = now() - interval '1 hour' WHERE id = \(dead)")
            try await workers.settle()
            #expect(try await workers.withLeftovers() == [dead], "its job is not taken over yet")
            #expect(try await JobRepository(store.database).rescue(from: dead).map(\.id) == [job.id])
            try await workers.settle()
            // What is committed to the name of a settled worker could only be a claim from before its end.
            try await store.pool.execute(
                "UPDATE job SET state = 'running', worker_id = \(dead), attempt = attempt + 1 WHERE id = \(job.id)")
            #expect(try await workers.withLeftovers().isEmpty)
        }
    }

    @Test func `a worker that ended just now is not settled, since its last claim may still come`() async throws {
        try await Store.with { store in
            let workers = WorkerRepository(store.database)
            let dead = try await store.worker()
            #expect(try await workers.giveUp(dead, at: 0))
            try await workers.settle()
            let job = try await store.runningJob(.planChange, by: try await store.worker())
            try await store.pool.execute("UPDATE job SET worker_id = \(dead) WHERE id = \(job.id)")
            #expect(try await workers.withLeftovers() == [dead])
        }
    }
}
