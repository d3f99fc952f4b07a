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
            let events = EventRepository(store.database)
            async let writing: Void = write(200, to: topic, store)
            var seen: [Int] = []
            // Half of them while the writers work, the rest when they are through.
            while seen.count < 100 {
                seen += try await events.list(topic, after: seen.last ?? 0, limit: 50).map(\.id)
            }
            try await writing
            seen += try await events.list(topic, after: seen.last ?? 0, limit: 500).map(\.id)
            let all = try await events.list(topic, after: 0, limit: 500).map(\.id)
            #expect(seen == all && all.count == 200)
        }
    }

    /// Four writers at once, two events in each transaction.
    private func write(_ count: Int, to topic: EventTopic, _ store: Store) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<(count / 8) {
                        try await store.database.transaction { db in
                            try await EventRepository(db).append(topic, kind: "line")
                            try await EventRepository(db).append(topic, kind: "line")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `an event says what happened in a sentence`() async throws {
        try await Store.with { store in
            let events = EventRepository(store.database)
            let topic = EventTopic.job(Job.ID())
            try await events.append(topic, kind: "progress", text: "Reading \u{0} sw1")
            #expect(try await events.list(topic, after: 0, limit: 10).map(\.text) == ["Reading \u{FFFD} sw1"])
        }
    }
}
