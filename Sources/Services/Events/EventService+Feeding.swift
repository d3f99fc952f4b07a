import Domain
import Persistence

extension EventService {
    /// How many events of one topic may wait for a reader; one that leaves more is too slow.
    static let roomPerTopic = 1000
    private static let pageSize = 500

    /// Hands a reader the events of some topics, and ends its stream when there is no room for one of them.
    ///
    /// Returns when the stream has ended.
    func feed(
        _ reader: AsyncThrowingStream<Event, any Error>.Continuation, _ topics: [EventTopic], after id: Int
    ) async {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for topic in topics { group.addTask { try await send(topic, after: id, to: reader) } }
                // The first that fails ends the others: `waitForAll` would wait for the quiet ones, perhaps for ever.
                for try await _ in group {}
            }
            reader.finish()
        } catch {
            reader.finish(throwing: error)
        }
    }

    private func send(
        _ topic: EventTopic, after id: Int, to reader: AsyncThrowingStream<Event, any Error>.Continuation
    ) async throws {
        var last = id
        // Subscribe before the first reading, so that nothing falls between the two.
        for await _ in hub.wakeUps(for: topic) {
            var page: [Event]
            // On to a page that is short: for what is stored already nobody wakes us again.
            repeat {
                page = try await EventRepository(database).list(topic, after: last, limit: Self.pageSize)
                for event in page {
                    // Whoever got a later one would resume after it, and never see the one that was left out.
                    guard case .enqueued = reader.yield(event) else { throw CancellationError() }
                    last = event.id
                }
            } while page.count == Self.pageSize
        }
    }
}
