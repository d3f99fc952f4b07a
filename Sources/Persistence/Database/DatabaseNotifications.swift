import Postgres

/// What comes in from LISTEN.
public enum DatabaseNotification: Sendable, Hashable {
    /// Someone committed a notification.
    case message(channel: String, payload: String)
    /// Messages may have been missed: read everything again. The first element, and again after each reconnect.
    case gap
}

/// An endless sequence of notifications; it survives lost connections and ends with the task that reads it.
public struct DatabaseNotifications: AsyncSequence, Sendable {
    /// The elements.
    public typealias Element = DatabaseNotification

    let base: PostgresNotifications

    /// Reads on.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(base: base.makeAsyncIterator())
    }

    /// Reads one notification after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        var base: PostgresNotifications.AsyncIterator

        /// The next notification; `nil` when the task was cancelled or the database closed.
        public mutating func next() async -> DatabaseNotification? {
            switch await base.next() {
            case .notification(let channel, let payload): .message(channel: channel, payload: payload)
            case .gap: .gap
            case nil: nil
            }
        }
    }
}
