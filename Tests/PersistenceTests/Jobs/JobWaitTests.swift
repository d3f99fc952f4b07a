import Domain
import Foundation
import Persistence
import Postgres
import Testing

struct JobWaitTests {
    private func key(_ text: String) throws -> JobKey { try #require(JobKey(text)) }

    private func job(_ keys: JobKey..., priority: JobPriority = .normal) -> NewJob {
        NewJob(.backUpDevice, keys: keys, rules: JobRules(priority: priority))
    }

    private func claim(_ store: Store) async throws -> [Job] {
        try await JobRepository(store.database).claim(workerID: store.worker(), kinds: [.backUpDevice], limit: 100)
    }

    @Test func `a waiting job knows its key, who has it, its place in line and the line's length`() async throws {
        try await Store.with { store in
            let device = try key("device:a")
            let ids = try await JobRepository(store.database).enqueue((0..<4).map { _ in job(device) })
            _ = try await claim(store)
            let waits = try await JobWaitRepository(store.database).find(ids)
            #expect(waits[ids[0]] == nil)
            for (place, id) in ids.dropFirst().enumerated() {
                let wait = try #require(waits[id])
                #expect(wait.key == device && wait.position == place + 1 && wait.lineLength == 3)
                #expect(wait.holders == [ids[0]] && wait.nextStartAt == nil)
            }
        }
    }

    @Test func `an urgent job stands first in line`() async throws {
        try await Store.with { store in
            let device = try key("device:a")
            let jobs = JobRepository(store.database)
            try await jobs.enqueue(job(device))
            _ = try await claim(store)
            let normal = try await jobs.enqueue(job(device))
            let urgent = try await jobs.enqueue(job(device, priority: .interactive))
            _ = try await claim(store)
            let waits = try await JobWaitRepository(store.database).find([normal, urgent])
            #expect(waits[urgent]?.position == 1 && waits[normal]?.position == 2)
        }
    }

    @Test func `what a rate holds up knows when the next may start, and blames nobody`() async throws {
        try await Store.with { store in
            let login = try key("credential:tacacs")
            let limit = JobLimit(rate: 1, rateSeconds: 3600)
            try await store.database.transaction { db in try await JobKeyRepository(db).setLimit(limit, of: login) }
            let ids = try await JobRepository(store.database).enqueue([job(login), job(login)])
            #expect(try await claim(store).map(\.id) == [ids[0]])
            let wait = try #require(try await JobWaitRepository(store.database).find(ids)[ids[1]])
            let next = try #require(wait.nextStartAt)
            #expect(abs(next.timeIntervalSinceNow - 3600) < 600 && wait.holders.isEmpty)
            let use = try #require(try await JobKeyRepository(store.database).find(login))
            #expect(use.nextStartAt != nil && use.waiting == 1)
        }
    }
}
