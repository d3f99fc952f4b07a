import Domain
import Persistence
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
}
