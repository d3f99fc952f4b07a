/// The events of some channels, for one reader; listening ends when the sequence and its iterator are let go.
public struct PostgresNotifications: AsyncSequence, Sendable {
    /// Tells the listener when nobody holds the sequence any more.
    final class Subscription: Sendable {
        let buffer: NotificationBuffer
        private let onEnd: @Sendable () -> Void

        init(buffer: NotificationBuffer, onEnd: @escaping @Sendable () -> Void) {
            self.buffer = buffer
            self.onEnd = onEnd
        }

        deinit { onEnd() }
    }

    private let subscription: Subscription

    init(buffer: NotificationBuffer, onEnd: @escaping @Sendable () -> Void) {
        subscription = Subscription(buffer: buffer, onEnd: onEnd)
    }

    /// Makes the iterator; all iterators of one sequence take from the same buffer.
    public func makeAsyncIterator() -> Iterator {
        Iterator(subscription: subscription)
    }

    /// Reads the events one by one.
    public struct Iterator: AsyncIteratorProtocol {
        let subscription: Subscription

        /// The next event; nil after the pool was closed or the task was cancelled.
        public mutating func next() async -> PostgresNotification? {
            await subscription.buffer.next()
        }

        /// The next event; nil after the pool was closed or the task was cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async -> PostgresNotification? {
            await subscription.buffer.next()
        }
    }
}
