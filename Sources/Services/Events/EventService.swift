public import Domain
import Foundation
public import Persistence

/// Follows what happens to a change, a job or a device; a reader resumes after the last id it saw.
public struct EventService: Sendable {
    let database: Database
    let hub: EventHub

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

    /// Every event of some topics after `id`, stored ones first, then new ones as they come; within one topic in order.
    ///
    /// The stream ends when its consumer is cancelled or too slow, or when one of the topics cannot be followed;
    /// whoever resumes by id misses nothing.
    public func follow(
        _ topics: [EventTopic], after id: Int, by actor: Actor
    ) throws -> AsyncThrowingStream<Event, any Error> {
        try actor.require(.view)
        // Room for each of them: all begin with their history at once.
        return AsyncThrowingStream(bufferingPolicy: .bufferingOldest(Self.roomPerTopic * topics.count)) { reader in
            let task = Task { await feed(reader, topics, after: id) }
            reader.onTermination = { _ in task.cancel() }
        }
    }
}
