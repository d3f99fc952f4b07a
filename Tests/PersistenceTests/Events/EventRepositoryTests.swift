import Domain
import Persistence
import Postgres
import Testing

struct EventRepositoryTests {
    @Test func `events of a topic come in order and can be resumed after any of them`() async throws {
        try await Store.with { store in
            let events = EventRepository(store.database)
            let (topic, other) = (EventTopic.change(Change.ID()), EventTopic.device(Device.ID()))
            #expect(try await events.latestID(topic) == 0)
            var ids: [Int] = []
            for number in 1...5 {
                ids.append(try await events.append(topic, kind: "line", subject: "\(number)"))
                try await events.append(other, kind: "state")
            }
            #expect(try await events.latestID(topic) == ids[4])
            let all = try await events.list(topic, after: 0, limit: 10)
            #expect(all.map(\.id) == ids && all.map(\.subject) == ["1", "2", "3", "4", "5"])
            #expect(all.allSatisfy { $0.topic == topic && $0.kind == "line" })
            #expect(try await events.list(topic, after: ids[1], limit: 2).map(\.subject) == ["3", "4"])
            #expect(try await events.list(topic, after: ids[4], limit: 2).isEmpty)
        }
    }

    @Test func `a reader that resumes after the highest id it saw misses nothing while many write`() async throws {
        try await Store.with { store in
            let topic = EventTopic.change(Change.ID())
            let seen = try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<25 {
                            try await store.database.transaction { db in
                                try await EventRepository(db).append(topic, kind: "line")
                                try await EventRepository(db).append(topic, kind: "line")
                            }
                        }
                    }
                }
                var seen: [Int] = []
                while seen.count < 200 {
                    let next = try await EventRepository(store.database).list(
                        topic, after: seen.last ?? 0, limit: 50)
                    seen += next.map(\.id)
                }
                try await group.waitForAll()
                return seen
            }
            let all = try await EventRepository(store.database).list(topic, after: 0, limit: 500).map(\.id)
            #expect(seen == all && all.count == 200)
        }
    }

    @Test func `old events are forgotten`() async throws {
        try await Store.with { store in
            let events = EventRepository(store.database)
            let topic = EventTopic.job(Job.ID())
            try await events.append(topic, kind: "state")
            try await store.pool.execute("UPDATE event SET at = now() - interval '10 days'")
            try await events.append(topic, kind: "state")
            #expect(try await events.prune(olderThanDays: 7) == 1)
            #expect(try await events.list(topic, after: 0, limit: 10).count == 1)
        }
    }
}
