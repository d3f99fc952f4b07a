import Domain
import Postgres
import Testing

@testable import Services

@Suite(.timeLimit(.minutes(10)))
struct EventServiceTests {
    private typealias Events = AsyncThrowingStream<Event, any Error>

    /// Appends events in one transaction, each with its number as its subject.
    private func append(_ count: Int, to topic: EventTopic, _ site: TestSite) async throws {
        try await site.pool.execute(
            """
            SELECT append_event(\(topic.description), 'line', n::text)
            FROM generate_series(1, \(count)) AS n
            """)
    }

    private func subjects(_ numbers: ClosedRange<Int>) -> [String] {
        numbers.map { "\($0)" }
    }

    private func first(_ count: Int, of stream: Events) async throws -> [Event] {
        var events: [Event] = []
        for try await event in stream {
            events.append(event)
            if events.count == count { break }
        }
        return events
    }

    @Test func `a reader that does not read is ended, and following again it gets every event exactly once`()
        async throws
    {
        try await TestSite.with { site in
            let topic = EventTopic.change(Change.ID())
            try await append(1200, to: topic, site)
            let (stream, reader) = Events.makeStream(bufferingPolicy: .bufferingOldest(EventService.roomPerTopic))
            // Returns because the stream was ended: nobody reads it.
            await site.services.events.feed(reader, [topic], after: 0)
            let (seen, error) = await stream.drained()
            #expect(error is CancellationError)
            #expect(seen.map(\.subject) == subjects(1...1000))
            let last = try #require(seen.last?.id)
            let actor = try await site.browser(.viewer).actor
            let rest = try await first(200, of: site.services.events.follow([topic], after: last, by: actor))
            #expect(rest.map(\.subject) == subjects(1001...1200))
        }
    }

    @Test func `a reader of several topics is ended though one of them is quiet`() async throws {
        try await TestSite.with { site in
            let (quiet, loud) = (EventTopic.job(Job.ID()), EventTopic.job(Job.ID()))
            try await append(30, to: loud, site)
            let (stream, reader) = Events.makeStream(bufferingPolicy: .bufferingOldest(20))
            await site.services.events.feed(reader, [quiet, loud], after: 0)
            let (seen, error) = await stream.drained()
            #expect(error is CancellationError)
            #expect(seen.map(\.subject) == subjects(1...20))
        }
    }

    @Test func `all that was there before following comes with one wake-up, however many pages it fills`() async throws
    {
        // Nobody listens to the database here: the one wake-up is that of the beginning.
        try await TestSite.with { site in
            let topic = EventTopic.change(Change.ID())
            try await append(1200, to: topic, site)
            // As much room as it takes: how fast this test reads is not the question.
            let (stream, reader) = Events.makeStream()
            let events = site.services.events
            let feeding = Task { await events.feed(reader, [topic], after: 0) }
            let seen = try await first(1200, of: stream)
            #expect(seen.map(\.subject) == subjects(1...1200))
            feeding.cancel()
            await feeding.value
        }
    }

    @Test func `several topics all come, each in order`() async throws {
        try await TestSite.with { site in
            let topics = (1...3).map { _ in EventTopic.job(Job.ID()) }
            // More than one topic has room for, and all at once.
            for topic in topics { try await append(600, to: topic, site) }
            let actor = try await site.browser(.viewer).actor
            let seen = try await first(1800, of: site.services.events.follow(topics, after: 0, by: actor))
            for topic in topics {
                let own = seen.filter { $0.topic == topic }
                #expect(own.map(\.subject) == subjects(1...600))
            }
        }
    }
}
