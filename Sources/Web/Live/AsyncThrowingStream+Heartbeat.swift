import Domain

extension AsyncThrowingStream where Element == Event, Failure == any Error {
    /// The same elements, and `nil` whenever so much time has passed, so that a dead connection is noticed.
    ///
    /// An event is taken only when the reader asks for the next one: what a slow reader leaves waits in this stream,
    /// whose bound ends it. A second buffer that drains the first would hide that the reader is slow.
    func withHeartbeat(every interval: Duration) -> AsyncThrowingStream<Event?, any Error> {
        let (asked, ask) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        // At most two are events, which came when a heartbeat had answered; the rest are heartbeats that wait.
        let beats = AsyncThrowingStream<Event?, any Error>(bufferingPolicy: .bufferingOldest(8)) { reader in
            let task = Task { await feed(reader, whenAsked: asked, beatEvery: interval) }
            reader.onTermination = { _ in task.cancel() }
        }
        return AsyncThrowingStream<Event?, any Error>(unfolding: {
            ask.yield()
            var iterator = beats.makeAsyncIterator()
            return try await iterator.next()
        })
    }

    /// Hands a reader an event whenever it asks, and heartbeats; ends its stream when there is no room for one.
    ///
    /// Returns when the stream has ended.
    func feed(
        _ reader: AsyncThrowingStream<Event?, any Error>.Continuation, whenAsked asked: AsyncStream<Void>,
        beatEvery interval: Duration
    ) async {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    var events = makeAsyncIterator()
                    for await _ in asked {
                        guard let event = try await events.next() else { return }
                        // Its id must not be passed over: the reader resumes after the last one that it got.
                        guard case .enqueued = reader.yield(event) else { throw CancellationError() }
                    }
                }
                group.addTask {
                    while true {
                        try await Task.sleep(for: interval)
                        guard case .enqueued = reader.yield(nil) else { throw CancellationError() }
                    }
                }
                try await group.next()
                group.cancelAll()
            }
            reader.finish()
        } catch {
            reader.finish(throwing: error)
        }
    }
}
