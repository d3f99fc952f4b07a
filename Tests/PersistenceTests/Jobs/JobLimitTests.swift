import Domain
import Foundation
import Persistence
import Postgres
import Testing

struct JobLimitTests {
    private func key(_ text: String) throws -> JobKey { try #require(JobKey(text)) }

    private func enqueue(_ store: Store, _ count: Int, _ keys: JobKey...) async throws -> [Job.ID] {
        try await JobRepository(store.database).enqueue((0..<count).map { _ in NewJob(.backUpDevice, keys: keys) })
    }

    private func claim(_ store: Store) async throws -> [Job] {
        try await JobRepository(store.database).claim(workerID: store.worker(), kinds: [.backUpDevice], limit: 100)
    }

    private func limit(_ store: Store, _ key: JobKey, _ concurrency: Int?) async throws {
        try await store.database.transaction { db in
            try await JobKeyRepository(db).setLimit(concurrency.map { JobLimit(concurrency: $0) }, of: key)
        }
    }

    @Test func `a raised limit lets those that wait go on at once`() async throws {
        try await Store.with { store in
            let device = try key("device:a")
            let ids = try await enqueue(store, 5, device)
            #expect(try await claim(store).count == 1)
            #expect(try await claim(store).isEmpty)
            try await limit(store, device, 3)
            #expect(try await claim(store).map(\.id) == [ids[1], ids[2]])
            let use = try #require(try await JobKeyRepository(store.database).find(device))
            #expect(use.inUse == 3 && use.waiting == 2 && use.limit.concurrency == 3)
            #expect(use.ownLimit == JobLimit(concurrency: 3))
        }
    }

    @Test func `a lowered limit starts nothing until fewer run than it allows`() async throws {
        try await Store.with { store in
            let device = try key("device:a")
            try await limit(store, device, 3)
            _ = try await enqueue(store, 6, device)
            let running = try await claim(store)
            #expect(running.count == 3)
            try await limit(store, device, 1)
            _ = try await enqueue(store, 1, device)
            try await store.succeed(Array(running.prefix(1)))
            #expect(try await claim(store).isEmpty)
            try await store.succeed([running[1]])
            #expect(try await claim(store).isEmpty)
            try await store.succeed([running[2]])
            #expect(try await claim(store).count == 1)
        }
    }

    @Test func `a key without a limit of its own has that of its class again`() async throws {
        try await Store.with { store in
            let device = try key("device:a")
            try await limit(store, device, 7)
            try await limit(store, device, nil)
            let use = try #require(try await JobKeyRepository(store.database).find(device))
            #expect(use.ownLimit == nil && use.limit.concurrency == 1)
            #expect(try await JobKeyRepository(store.database).list(page: .first).elements.isEmpty)
        }
    }

    @Test func `a class's limit holds for its keys, and a raised one lets them all go on`() async throws {
        try await Store.with { store in
            let keys = JobKeyRepository(store.database)
            let (a, b) = (try key("lab:a"), try key("lab:b"))
            try await store.database.transaction { db in
                try await JobKeyRepository(db).setLimit(JobLimit(concurrency: 1), ofClass: "lab")
            }
            _ = try await enqueue(store, 2, a)
            _ = try await enqueue(store, 2, b)
            #expect(try await claim(store).count == 2)
            #expect(try await claim(store).isEmpty)
            let group = try #require(try await keys.classes().first { $0.name == "lab" })
            #expect(group.inUse == 2 && group.waiting == 2 && group.limit == JobLimit(concurrency: 1))
            #expect(try await keys.list(class: "lab", page: .first).elements.map(\.key) == [a, b])
            #expect(try await keys.list(class: "site", page: .first).total == 0)
            try await store.database.transaction { db in
                try await JobKeyRepository(db).setLimit(JobLimit(), ofClass: "lab")
            }
            #expect(try await claim(store).count == 2)
            try await store.pool.execute("DELETE FROM job_key_class WHERE class = 'lab'")
        }
    }
}
