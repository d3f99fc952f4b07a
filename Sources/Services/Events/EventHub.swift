import Domain
import Foundation
public import Persistence
import Synchronization

/// Fans the notifications of PostgreSQL out to the readers in this process. One connection listens for all of them.
public final class EventHub: Sendable {
    private let database: Database
    private let readers = Mutex<[String: [UUID: AsyncStream<Void>.Continuation]]>([:])

    /// A hub; nothing is heard until ``run()``.
    public init(database: Database) {
        self.database = database
    }

    /// Listens until cancelled.
    public func run() async throws {
        for await notification in database.notifications(on: ["netstacks_event"]) {
            switch notification {
            case .message(_, let payload):
                wake(payload)
            case .gap:
                // Notifications may be lost: everybody looks.
                readers.withLock { all in all.values.forEach { $0.values.forEach { $0.yield() } } }
            }
        }
    }

    /// One element at once, and one whenever the topic may have something new.
    func wakeUps(for topic: EventTopic) -> AsyncStream<Void> {
        let key = topic.description
        let id = UUID()
        return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            readers.withLock { $0[key, default: [:]][id] = continuation }
            continuation.onTermination = { [weak self] _ in self?.forget(id, key) }
            continuation.yield()
        }
    }

    /// Wakes who follows one of these topics, which are divided by spaces.
    private func wake(_ topics: String) {
        readers.withLock { all in
            if all.isEmpty { return }
            for topic in topics.split(separator: " ") { all[String(topic)]?.values.forEach { $0.yield() } }
        }
    }

    private func forget(_ id: UUID, _ key: String) {
        readers.withLock { all in
            all[key]?[id] = nil
            if all[key]?.isEmpty ?? false { all[key] = nil }
        }
    }
}
