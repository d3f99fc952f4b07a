import Domain
import Foundation
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10)))
struct HeartbeatTests {
    private typealias Events = AsyncThrowingStream<Event, any Error>
    private typealias Beats = AsyncThrowingStream<Event?, any Error>

    private func event(_ id: Int) -> Event {
        Event(id: id, topic: .breakers, kind: "state", subject: "", at: Date(timeIntervalSince1970: 1_800_000_000))
    }

    /// The ids of the events, 0 for a heartbeat.
    private func ids(_ elements: [Event?]) -> [Int] {
        elements.map { $0?.id ?? 0 }
    }

    @Test func `what a reader leaves waits in the stream, whose bound ends it, and nothing before the end is lost`()
        async throws
    {
        let (stream, source) = Events.makeStream(bufferingPolicy: .bufferingOldest(10))
        let beats = stream.withHeartbeat(every: .seconds(3600))
        for id in 1...10 {
            guard case .enqueued = source.yield(event(id)) else { throw TestSiteError(description: "No room: \(id)") }
        }
        // Nothing drains the stream while nobody reads, so whoever fills it sees that the reader is too slow.
        guard case .dropped = source.yield(event(11)) else { throw TestSiteError(description: "There was room.") }
        source.finish(throwing: CancellationError())
        let (elements, error) = await beats.drained()
        #expect(ids(elements) == Array(1...10))
        #expect(error is CancellationError)
    }

    @Test func `a reader that leaves the heartbeats is ended`() async throws {
        let (stream, source) = Events.makeStream()
        let (beats, reader) = Beats.makeStream(bufferingPolicy: .bufferingOldest(2))
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        // Returns because the stream was ended: nobody reads it.
        await stream.feed(reader, whenAsked: asked, beatEvery: .milliseconds(1))
        let (elements, error) = await beats.drained()
        #expect(ids(elements) == [0, 0])
        #expect(error is CancellationError)
        ask.finish()
        source.finish()
    }

    @Test func `a reader that has no room for an event is ended before a later one`() async throws {
        let (stream, source) = Events.makeStream()
        let (beats, reader) = Beats.makeStream(bufferingPolicy: .bufferingOldest(2))
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        for id in 1...4 {
            source.yield(event(id))
            ask.yield()
        }
        await stream.feed(reader, whenAsked: asked, beatEvery: .seconds(3600))
        let (elements, error) = await beats.drained()
        #expect(ids(elements) == [1, 2])
        #expect(error is CancellationError)
    }

    @Test func `every event comes once among the heartbeats, and the end after the last`() async throws {
        let (stream, source) = Events.makeStream()
        var ids: [Int] = []
        var hasBegun = false
        for try await beat in stream.withHeartbeat(every: .milliseconds(100)) {
            if let beat { ids.append(beat.id) }
            if hasBegun { continue }
            // Only after a heartbeat, for which the reader has asked as for an event.
            #expect(beat == nil)
            hasBegun = true
            for id in 1...100 { source.yield(event(id)) }
            source.finish()
        }
        #expect(ids == Array(1...100))
    }
}
