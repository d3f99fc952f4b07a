public import Domain
import Foundation
public import Persistence

/// Follows what happens to a change, a job or a device; a reader resumes after the last id it saw.
public struct EventService: Sendable {
    let database: Database
    private let hub: EventHub

    /// A service fed by the hub of this process.
    public init(database: Database, hub: EventHub) {
        self.database = database
        self.hub = hub
    }

    /// The newest id of a topic; a page begins to follow here.
    public func latestID(_ topic: EventTopic, by actor: Actor) async throws -> Int {
        try actor.require(.view)
        return try await EventRepository(database).latestID(topic)
    }

    /// The newest events of a topic, oldest first.
    public func history(_ topic: EventTopic, by actor: Actor) async throws -> [Event] {
        try actor.require(.view)
        return try await EventRepository(database).list(topic, after: 0, limit: 500)
    }

    /// Every event of the topic after `id`, stored ones first, then new ones as they come.
    ///
    /// The stream ends when its consumer is cancelled or too slow; whoever resumes by id misses nothing.
    public func follow(_ topic: EventTopic, after id: Int, by actor: Actor) throws -> AsyncThrowingStream<
        Event, any Error
    > {
        try actor.require(.view)
        return AsyncThrowingStream(bufferingPolicy: .bufferingOldest(1000)) { continuation in
            let task = Task {
                do {
                    var last = id
                    // Subscribe before the first reading, so that nothing falls between the two.
                    for await _ in hub.wakeUps(for: topic) {
                        for event in try await EventRepository(database).list(topic, after: last, limit: 500) {
                            if case .dropped = continuation.yield(event) { throw CancellationError() }
                            last = event.id
                        }
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
